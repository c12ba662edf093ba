import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Authority } from '../../../main/contract/servers.ts';
import { dateOf } from '../../display/quantities.ts';
import { shell } from '../../engine/shell.ts';

interface AuthorityFieldProps {
  /** Undefined: those that are known everywhere. */
  readonly authority: Authority | undefined;
  readonly onChange: (authority: Authority | undefined) => void;
}

/** Whose certificates a server is trusted by, to be chosen as a file: a hospital's own authority, say. */
export function AuthorityField({ authority, onChange }: AuthorityFieldProps) {
  const id = useId();
  const [isOther, setOther] = useState(false);
  const [openedAt] = useState(Date.now);
  const { t } = useTranslation('servers');

  async function choose(): Promise<void> {
    const choice = await shell.chooseAuthority();
    setOther(choice.state === 'noCertificate');
    if (choice.state === 'read') onChange(choice.authority);
  }

  function leaveOut(): void {
    setOther(false);
    onChange(undefined);
  }

  const isExpired = authority !== undefined && authority.validUntil < openedAt;
  const told = authority && { subject: authority.subject, date: dateOf(authority.validUntil) };
  return (
    <div className="server-field" role="group" aria-labelledby={id}>
      <span id={id}>{t('authority')}</span>
      <div className="server-authority">
        <span data-testid="server-authority" className={isExpired ? 'server-failed' : undefined}>
          {told ? t(isExpired ? 'authorityExpired' : 'authorityUntil', told) : t('authorityKnown')}
        </span>
        <button type="button" className="button" onClick={() => void choose().catch(() => setOther(true))}>
          {t('authorityChoose')}
        </button>
        {authority && (
          <button type="button" className="button" onClick={leaveOut}>
            {t('authorityLeave')}
          </button>
        )}
      </div>
      <p className="server-failed" role="alert">
        {isOther && t('authorityNone')}
      </p>
    </div>
  );
}
