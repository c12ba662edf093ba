import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useModels } from '../../stores/models.ts';
import { IconButton } from '../IconButton.tsx';

/** Why what was asked last can't be done. */
export function Refusal() {
  const refusal = useModels((state) => state.refusal);
  const { t } = useTranslation('models');
  if (!refusal) return null;
  return (
    <div className="model-refusal" role="alert" data-testid="model-refusal">
      <span>{refusal}</span>
      <IconButton label={t('dismiss')} onClick={() => useModels.setState({ refusal: null })}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
