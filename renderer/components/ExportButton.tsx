import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { openExporting } from '../stores/exporting.ts';
import { useScan } from '../stores/scan.ts';

/** Opens the dialog from which everything is exported. */
export function ExportButton() {
  const hasScan = useScan(({ scan }) => scan !== null);
  const { t } = useTranslation('output');
  return (
    <button
      type="button"
      className="button"
      disabled={!hasScan}
      title={t('openHint')}
      data-testid="export-open"
      data-tour="correct"
      onClick={openExporting}
    >
      <Download size={16} /> {t('open')}
    </button>
  );
}
