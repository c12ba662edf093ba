import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  hasTls,
  isReadableOnTheWay,
  serverDraftSchema,
  serverNameSchema,
  serverUrlSchema,
  type ServerSummary,
} from '../../../main/contract/servers.ts';
import { saveServer } from '../../engine/servers.ts';
import { showError } from '../../stores/app.ts';
import { useServers } from '../../stores/servers.ts';
import { CheckField } from '../CheckField.tsx';
import { AuthorityField } from './AuthorityField.tsx';
import { FormField } from './FormField.tsx';

interface ServerFormProps {
  /** The one to change; left out: a new one. */
  readonly server?: ServerSummary;
  readonly onDone: () => void;
}

/** Name, address, token and certificate authority of a server. What is wrong with one is said beside it. */
export function ServerForm({ server, onDone }: ServerFormProps) {
  const [name, setName] = useState(server?.name ?? '');
  const [url, setUrl] = useState(server?.url ?? 'https://');
  const [token, setToken] = useState('');
  const [dropsToken, setDropsToken] = useState(false);
  const [authority, setAuthority] = useState(server?.authority);
  const [tried, setTried] = useState(false);
  const taken = useServers(({ servers }) =>
    servers.some((other) => other.name === name.trim() && other.name !== server?.name),
  );
  const { t } = useTranslation(['servers', 'window']);

  const hasToken = server !== undefined && server.token !== 'none' && server.url === url.trim();
  const isUrl = serverUrlSchema.safeParse(url).success;
  const isReadable = isUrl && isReadableOnTheWay(url.trim());
  const draft = serverDraftSchema.safeParse({
    ...{ name, url, replaces: server?.name },
    token: token !== '' ? token : dropsToken ? '' : undefined,
    authority: authority?.pem ?? '',
  });
  const problems = {
    name: taken ? t('nameTaken') : serverNameSchema.safeParse(name).success ? '' : t('nameMissing'),
    url: isUrl ? '' : t('urlWrong'),
    token: tokenProblem(),
  };
  const isRight = draft.success && Object.values(problems).every((problem) => problem === '');

  function tokenProblem(): string {
    if (token === '') return '';
    if (!serverDraftSchema.shape.token.safeParse(token).success) return t('tokenWrong');
    return isReadable ? t('tokenReadable') : '';
  }

  function save(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isRight)
      saveServer(draft.data)
        .then((wrong) => {
          if (wrong) showError(t(wrong === 'nameTaken' ? 'nameTaken' : 'authorityNone'));
          else onDone();
        })
        .catch(() => showError(t('window:settingUnsaved')));
  }

  const shown = (problem: string) => (tried ? problem : '');
  return (
    <form className="server-form" data-testid="server-form" noValidate onSubmit={save}>
      <FormField label={t('name')} problem={shown(problems.name)}>
        {(field) => (
          <input
            {...field}
            className="text-input"
            type="text"
            autoFocus
            value={name}
            placeholder={t('namePlaceholder')}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        )}
      </FormField>
      <FormField label={t('url')} problem={shown(problems.url)}>
        {(field) => (
          <input
            {...field}
            className="text-input"
            type="url"
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
        )}
      </FormField>
      {isReadable && <p className="server-warning">{t('urlReadable')}</p>}
      <FormField label={t('token')} problem={shown(problems.token)}>
        {(field) => (
          <input
            {...field}
            className="text-input"
            type="password"
            autoComplete="off"
            value={token}
            disabled={dropsToken}
            placeholder={t(hasToken ? 'tokenUnchanged' : 'tokenNone')}
            onChange={({ currentTarget }) => setToken(currentTarget.value)}
          />
        )}
      </FormField>
      {hasToken && <CheckField label={t('dropToken')} checked={dropsToken} onChange={setDropsToken} />}
      {hasTls(url.trim()) && <AuthorityField authority={authority} onChange={setAuthority} />}
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-testid="server-save">
          {t('save')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
