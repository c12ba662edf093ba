import { useTranslation } from 'react-i18next';
import { segmentationStore, useShownLabels } from '../stores/segmentation.ts';

/** Whether the slices show the labels themselves or their contour, the 3D shell. */
export function OverlayControls() {
  const shown = useShownLabels();
  const { t } = useTranslation('segments');
  return (
    <label className="field">
      <span>{t('shown')}</span>
      <select
        value={shown}
        data-testid="shown-labels"
        onChange={({ currentTarget }) =>
          segmentationStore.setState({ shown: currentTarget.value === 'contour' ? 'contour' : 'mask' })
        }
      >
        <option value="mask">{t('mask')}</option>
        <option value="contour">{t('contour')}</option>
      </select>
    </label>
  );
}
