import { ScanLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { openWith } from '../engine/openings.ts';
import { shell } from '../engine/shell.ts';
import { useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';

/** What the window shows before a scan: where to drop one, the sample, the files opened last. */
export function EmptyState() {
  const opening = useScan((state) => state.opening);
  const recentNames = useApp((state) => state.recentNames);
  const { t } = useTranslation('window');
  return (
    <section className="empty" aria-label={t('noScan')}>
      <div className="empty-target">
        <ScanLine size={56} strokeWidth={1.2} />
        {opening ? (
          <h1 aria-live="polite">{t('openingName', { name: opening.name })}</h1>
        ) : (
          <>
            <h1>{t('dropHere')}</h1>
            <p>{t('formats')}</p>
            <div className="empty-actions">
              <button
                type="button"
                className="button primary"
                onClick={() => openWith(() => shell.openDialog())}
              >
                {t('openFile')}
              </button>
              <button
                type="button"
                className="button"
                data-testid="sample-button"
                onClick={() => openWith(() => shell.openSample())}
              >
                {t('trySample')}
              </button>
            </div>
          </>
        )}
      </div>
      {!opening && recentNames.length > 0 && (
        <nav className="recent" aria-label={t('recentFiles')}>
          <h2>{t('recent')}</h2>
          <ul>
            {recentNames.map((name, index) => (
              <li key={`${index} ${name}`}>
                <button
                  type="button"
                  className="link"
                  onClick={() => openWith(() => shell.openRecent(index))}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p className="not-for-diagnosis">{t('notForDiagnosis')}</p>
    </section>
  );
}
