import { FolderSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { runExports, wantedItems } from '../engine/exporting.ts';
import { shell } from '../engine/shell.ts';
import { useExporting } from '../stores/exporting.ts';
import { useSegmentation } from '../stores/segmentation.ts';

/** What came of it, and the buttons that go on from there. */
export function ExportActions() {
  const inUse = useExporting((state) => state.inUse);
  const { t } = useTranslation('output');
  return (
    <>
      {inUse.length > 0 ? <ReplaceQuestion names={inUse} /> : <ExportResultLine />}
      <div className="dialog-actions">
        {inUse.length === 0 && <StartButton />}
        <button
          type="button"
          className="button"
          data-testid="export-close"
          onClick={() => useExporting.setState({ open: false })}
        >
          {t('close')}
        </button>
      </div>
    </>
  );
}

function StartButton() {
  const running = useExporting((state) => state.running);
  const ticked = useExporting((state) => state.ticked);
  const count = useSegmentation(() => wantedItems(ticked).length);
  const { t } = useTranslation('output');
  return (
    <button
      type="button"
      className="button primary"
      disabled={running || count === 0}
      data-testid="export-start"
      onClick={() => void runExports(false)}
    >
      {count === 0 ? t('nothing') : t('files', { count })}
    </button>
  );
}

function ReplaceQuestion({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('output');
  return (
    <div className="export-question" role="alert" data-testid="export-in-use">
      <p>{t('inUse', { count: names.length, names: names.join(', ') })}</p>
      <button
        type="button"
        className="button primary"
        data-testid="export-replace"
        onClick={() => void runExports(true)}
      >
        {t('replace')}
      </button>
      <button type="button" className="button" onClick={() => useExporting.setState({ inUse: [] })}>
        {t('back')}
      </button>
    </div>
  );
}

function ExportResultLine() {
  const running = useExporting((state) => state.running);
  const progress = useExporting((state) => state.progress);
  const folder = useExporting((state) => state.folderName);
  const { t } = useTranslation(['output', 'toasts']);
  const states = Object.values(progress).map(({ state }) => state);
  if (running || states.length === 0) return null;
  const written = states.filter((state) => state === 'written').length;
  const failed = states.length - written;
  return (
    <div className="export-result" role="status" data-testid="export-result">
      <span>
        {written > 0 && t('done', { count: written, folder })}{' '}
        {failed > 0 && t('failedSome', { count: failed })}
      </span>
      {written > 0 && (
        <button
          type="button"
          className="button"
          data-testid="export-show"
          onClick={() => void shell.showInFolder()}
        >
          <FolderSearch size={14} /> {t('toasts:showInFolder')}
        </button>
      )}
    </div>
  );
}
