import { useTranslation } from 'react-i18next';
import type { ModelSummary } from '../../../main/contract/models.ts';
import { inMb } from '../../display/quantities.ts';
import { removeModel } from '../../engine/modelPanel.ts';

interface RemoveQuestionProps {
  readonly model: ModelSummary;
  readonly onAnswer: (removed: boolean) => void;
}

/** Asks before a model's files are deleted. */
export function RemoveQuestion({ model: { id, name, bytes }, onAnswer }: RemoveQuestionProps) {
  const { t } = useTranslation('models');
  const remove = () => {
    onAnswer(true);
    removeModel(id);
  };
  return (
    <div className="model-question" role="group" aria-label={t('remove', { name })}>
      <span>{t('removeQuestion', { name, size: inMb(bytes) })}</span>
      <button type="button" className="button" data-testid="remove-model" onClick={remove}>
        {t('removeConfirm')}
      </button>
      <button type="button" className="button" autoFocus onClick={() => onAnswer(false)}>
        {t('keep')}
      </button>
    </div>
  );
}
