import { useState } from 'react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changeFallback } from '../../engine/servers.ts';
import { useServers } from '../../stores/servers.ts';
import { SettingsSection } from '../settings/SettingsSection.tsx';
import { CheckField } from '../CheckField.tsx';
import { ServerForm } from './ServerForm.tsx';
import { ServerRow } from './ServerRow.tsx';

/** The part of the settings that is about servers: each with how it stands, one more, and what happens when one is lost. */
export function ServersSection() {
  const servers = useServers((state) => state.servers);
  const fallback = useServers((state) => state.fallback);
  const [adding, setAdding] = useState(false);
  const { t } = useTranslation('servers');
  return (
    <SettingsSection title={t('title')}>
      <div className="servers">
        <p>{t('about')}</p>
        {servers.length === 0 && !adding && <p>{t('none')}</p>}
        <ul className="server-list">
          {servers.map((server) => (
            <ServerRow key={server.name} server={server} />
          ))}
        </ul>
        {adding ? (
          <ServerForm onDone={() => setAdding(false)} />
        ) : (
          <button type="button" className="button" data-testid="server-add" onClick={() => setAdding(true)}>
            <Plus size={14} /> {t('add')}
          </button>
        )}
        <CheckField
          label={t('fallback')}
          testId="server-fallback"
          checked={fallback}
          onChange={changeFallback}
        />
        <p className="hint">{t('fallbackHint')}</p>
      </div>
    </SettingsSection>
  );
}
