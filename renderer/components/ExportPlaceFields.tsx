import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { stemOf } from '../display/exportItems.ts';
import { chooseExportFolder } from '../engine/exporting.ts';
import { changeExporting, useExporting } from '../stores/exporting.ts';
import { useScan } from '../stores/scan.ts';

/** What the files are called, and the folder that they go to. */
export function ExportPlaceFields() {
  const scanName = useScan(({ scan }) => scan?.info.name ?? '');
  const typedStem = useExporting((state) => state.typedStem);
  const folderName = useExporting((state) => state.folderName);
  const running = useExporting((state) => state.running);
  const { t } = useTranslation('output');
  return (
    <div className="export-place">
      <label className="field">
        <span>{t('name')}</span>
        <input
          type="text"
          className="text-input"
          maxLength={120}
          disabled={running}
          value={typedStem ?? stemOf(scanName)}
          data-testid="export-stem"
          onChange={({ currentTarget }) => changeExporting({ typedStem: currentTarget.value })}
        />
      </label>
      <div className="field">
        <span>{t('folder')}</span>
        <span className="export-folder" data-testid="export-folder">
          {folderName ?? t('noFolder')}
        </span>
        <button
          type="button"
          className="button"
          disabled={running}
          data-testid="export-choose-folder"
          onClick={() => void chooseExportFolder()}
        >
          <FolderOpen size={14} /> {t('choose')}
        </button>
      </div>
    </div>
  );
}
