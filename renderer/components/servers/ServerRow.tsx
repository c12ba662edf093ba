import { useState } from 'react';
import { Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isReadableOnTheWay, type ServerSummary } from '../../../main/contract/servers.ts';
import { dateOf } from '../../display/quantities.ts';
import { removeServer, testServer } from '../../engine/servers.ts';
import { useServers } from '../../stores/servers.ts';
import { ServerForm } from './ServerForm.tsx';
import { ServerTestResult } from './ServerTestResult.tsx';
import { IconButton } from '../IconButton.tsx';

/** One server: its name and address, what can be done with it, and what its test found. */
export function ServerRow({ server }: { server: ServerSummary }) {
  const { name, url, token, authority } = server;
  const finding = useServers(({ findings }) => findings[name]);
  const [editing, setEditing] = useState(false);
  const { t } = useTranslation('servers');
  if (editing)
    return (
      <li className="server-row">
        <ServerForm server={server} onDone={() => setEditing(false)} />
      </li>
    );
  return (
    <li className="server-row" data-testid="server-row" data-name={name}>
      <div className="server-head">
        <span className="server-name">{name}</span>
        <span className="server-url">{url}</span>
        <span className="spacer" />
        <button
          type="button"
          className="button"
          aria-label={t('testNamed', { name })}
          onClick={() => testServer(name)}
        >
          <RefreshCw size={14} /> {t('test')}
        </button>
        <IconButton label={t('editNamed', { name })} hint={t('edit')} onClick={() => setEditing(true)}>
          <Pencil size={14} />
        </IconButton>
        <IconButton label={t('removeNamed', { name })} hint={t('remove')} onClick={() => removeServer(name)}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      {isReadableOnTheWay(url) && <p className="server-warning">{t('urlReadable')}</p>}
      {token !== 'none' && <p className="hint">{t(token === 'kept' ? 'tokenKept' : 'tokenUntilClosed')}</p>}
      {authority && (
        <p className="hint">
          {t('authorityTrusted', { subject: authority.subject, date: dateOf(authority.validUntil) })}
        </p>
      )}
      {finding && <ServerTestResult name={name} finding={finding} />}
    </li>
  );
}
