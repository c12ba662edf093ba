import { Check, CircleAlert, Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exportName, type ExportItem } from '../display/exportItems.ts';
import { exportStem, isAvailable } from '../engine/exporting.ts';
import { tickExport, useExporting, type ExportState } from '../stores/exporting.ts';
import { useSegmentation } from '../stores/segmentation.ts';
import { CheckField } from './CheckField.tsx';

/** One thing to export: a box to tick, the name of its file, and how far that is. */
export function ExportRow({ item }: { item: ExportItem }) {
  const ticked = useExporting((state) => state.ticked.includes(item));
  const running = useExporting((state) => state.running);
  const pictureOf = useExporting((state) => state.picture.of);
  const stem = useExporting(exportStem);
  const available = useSegmentation(() => isAvailable(item));
  const progress = useExporting((state) => state.progress[item]);
  const { t } = useTranslation('output');
  return (
    <div className="export-row" data-testid={`export-row-${item}`} data-state={progress?.state}>
      <CheckField
        label={t(item)}
        checked={ticked && available}
        disabled={!available || running}
        testId={`export-${item}`}
        onChange={(on) => tickExport(item, on)}
      />
      <span className="export-name" title={exportName(stem, item, pictureOf)}>
        {exportName(stem, item, pictureOf)}
      </span>
      {progress && <ExportStateMark progress={progress} />}
      {progress?.state === 'failed' && (
        <p className="export-failure" role="alert">
          {progress.message}
        </p>
      )}
    </div>
  );
}

function ExportStateMark({ progress: { state } }: { progress: ExportState }) {
  const { t } = useTranslation('output');
  if (state === 'waiting') return <span className="export-mark" role="img" aria-label={t('waiting')} />;
  // Nothing that turns: each change has the window composed anew, which a picture without a GPU waits for.
  if (state === 'writing')
    return <Ellipsis className="export-mark" size={16} role="img" aria-label={t('writing')} />;
  if (state === 'written')
    return <Check className="export-mark done" size={16} role="img" aria-label={t('written')} />;
  return <CircleAlert className="export-mark failed" size={16} aria-hidden />;
}
