import { useTranslation } from 'react-i18next';
import { lookAt } from '../../engine/modelPanel.ts';
import { useModels, type ModelChoice } from '../../stores/models.ts';

interface ModelNameProps {
  readonly choice: ModelChoice;
  readonly name: string;
  /** Shown under the name; empty ones are left out. */
  readonly facts: readonly string[];
}

/** A model's name and what there is to know at a glance; a press shows its card. */
export function ModelName({ choice, name, facts }: ModelNameProps) {
  const { modelId, of } = choice;
  const isLooked = useModels(({ looked }) => looked?.modelId === modelId && looked.of === of);
  const { t } = useTranslation('models');
  return (
    <button
      type="button"
      className="model-name"
      aria-pressed={isLooked}
      title={t('showCard', { name })}
      onClick={() => lookAt(choice)}
    >
      <span>{name}</span>
      <span className="hint">{facts.filter((fact) => fact !== '').join(' · ')}</span>
    </button>
  );
}
