import { useTranslation } from 'react-i18next';
import { exportGroups } from '../display/exportItems.ts';
import { useExporting } from '../stores/exporting.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, useSegmentation } from '../stores/segmentation.ts';
import { ExportActions } from './ExportActions.tsx';
import { ExportPlaceFields } from './ExportPlaceFields.tsx';
import { ExportRow } from './ExportRow.tsx';
import { Modal } from './Modal.tsx';
import { PictureFields } from './PictureFields.tsx';

/** Everything that can be made of the scan on show: what is ticked is written into one folder. */
export function ExportDialog() {
  const open = useExporting((state) => state.open);
  const hasScan = useScan(({ scan }) => scan !== null);
  const { t } = useTranslation('output');
  if (!open || !hasScan) return null;
  return (
    <Modal
      title={t('title')}
      testId="export-dialog"
      wide
      onClose={() => useExporting.setState({ open: false })}
    >
      <ExportPlaceFields />
      <div className="export-groups">
        {exportGroups.map(({ id, items }) => (
          <section key={id} className="export-group">
            <ExportHeading id={id} />
            {items.map((item) => (
              <ExportRow key={item} item={item} />
            ))}
            {id === 'pictures' && <PictureFields />}
          </section>
        ))}
      </div>
      <ExportActions />
    </Modal>
  );
}

function ExportHeading({ id }: { id: (typeof exportGroups)[number]['id'] }) {
  const group = useSegmentation((state) => activeGroup(state)?.name);
  const { t } = useTranslation('output');
  if (id !== 'segments') return <h3>{t(id)}</h3>;
  return <h3>{group === undefined ? t('noSegments') : t('segments', { group })}</h3>;
}
