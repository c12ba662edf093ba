import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useModels } from '../../stores/models.ts';

/** Why what was asked last can't be done. */
export function Refusal() {
  const refusal = useModels((state) => state.refusal);
  const { t } = useTranslation('models');
  if (!refusal) return null;
  return (
    <div className="model-refusal" role="alert" data-testid="model-refusal">
      <span>{refusal}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('dismiss')}
        title={t('dismiss')}
        onClick={() => useModels.setState({ refusal: null })}
      >
        <X size={14} />
      </button>
    </div>
  );
}
