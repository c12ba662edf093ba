import { useTranslation } from 'react-i18next';
import { closeModels } from '../../engine/modelPanel.ts';
import { useModels } from '../../stores/models.ts';
import { Modal } from '../Modal.tsx';
import { ImportList } from './ImportList.tsx';
import { ImportForm } from './ImportForm.tsx';
import { InstalledList } from './InstalledList.tsx';
import { KnownList } from './KnownList.tsx';
import { ModelCard } from './ModelCard.tsx';
import { Refusal } from './Refusal.tsx';

/** The models: those installed in the user's order, those to download, imports, and the card of one. */
export function ModelsDialog() {
  const isOpen = useModels((state) => state.isOpen);
  const { t } = useTranslation('models');
  if (!isOpen) return null;
  return (
    <Modal title={t('title')} testId="models-dialog" wide onClose={closeModels}>
      <div className="models">
        <div className="models-lists">
          <Refusal />
          <ImportList />
          <InstalledList />
          <KnownList />
          <ImportForm />
        </div>
        <ModelCard />
      </div>
      <div className="dialog-actions models-foot">
        <span className="hint">{t('notForDiagnosis')}</span>
        <button type="button" className="button" onClick={closeModels}>
          {t('close')}
        </button>
      </div>
    </Modal>
  );
}
