import { useTranslation } from 'react-i18next';
import type { PlaneName } from '../geometry/planes.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, useSegmentation } from '../stores/segmentation.ts';
import { showSlice, useViews } from '../stores/views.ts';
import { SliceTrack } from './SliceTrack.tsx';

/** Moves a plane of the scan on show through its slices. */
export function SliceSlider({ name }: { name: PlaneName }) {
  const grid = useScan(({ scan }) => scan?.info.grid);
  const plane = useScan(({ scan }) => scan?.planes[name]);
  const axis = plane?.sliceAxis ?? 0;
  const slice = useViews(({ crosshairIjk }) => crosshairIjk[axis]!);
  const box = useSegmentation((state) => activeGroup(state)?.map.box);
  const { t } = useTranslation('panes');
  if (!grid || !plane) return null;
  const count = grid.shapeIjk[axis]!;
  return (
    <SliceTrack
      {...{ plane, count, slice, box }}
      label={t('slice', { plane: t(name) })}
      valueText={t('sliceValue', { slice: slice + 1, count })}
      onShow={(index) => showSlice(grid, axis, index)}
    />
  );
}
