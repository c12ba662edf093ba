import { segmentationStore, useShownLabels } from '../stores/segmentation.ts';

/** Whether the slices show the labels themselves or their contour, the 3D shell. */
export function OverlayControls() {
  const shown = useShownLabels();
  return (
    <label className="field">
      <span>Show</span>
      <select
        value={shown}
        data-testid="shown-labels"
        onChange={({ currentTarget }) =>
          segmentationStore.setState({ shown: currentTarget.value === 'contour' ? 'contour' : 'mask' })
        }
      >
        <option value="mask">Mask</option>
        <option value="contour">Contour (3D shell)</option>
      </select>
    </label>
  );
}
