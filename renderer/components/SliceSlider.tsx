import { useTranslation } from 'react-i18next';
import type { PlaneName } from '../geometry/planes.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, useSegmentation } from '../stores/segmentation.ts';
import { showSlice, useViews } from '../stores/views.ts';

/** Moves a plane through its slices; the part of the track where the mask lies is marked. */
export function SliceSlider({ name }: { name: PlaneName }) {
  const grid = useScan(({ scan }) => scan?.info.grid);
  const plane = useScan(({ scan }) => scan?.planes[name]);
  const axis = plane?.sliceAxis ?? 0;
  const slice = useViews(({ crosshairIjk }) => crosshairIjk[axis]!);
  const box = useSegmentation((state) => activeGroup(state)?.map.box);
  const { t } = useTranslation('panes');
  if (!grid || !plane) return null;
  const count = grid.shapeIjk[axis]!;
  // The top of the slider is the head, the front or the patient's right, whatever the file's order.
  const upwards = plane.sliceSign > 0;
  const toSlider = (index: number) => (upwards ? index : count - 1 - index);
  const extent =
    box &&
    box.end[axis]! > box.start[axis]! &&
    ([toSlider(box.start[axis]!), toSlider(box.end[axis]! - 1)] as const);
  const percent = (position: number) => `${(100 * position) / Math.max(1, count)}%`;
  return (
    <div className="slice-slider">
      {extent && (
        <span
          className="slice-slider-extent"
          style={{
            bottom: percent(Math.min(...extent)),
            height: percent(Math.abs(extent[1] - extent[0]) + 1),
          }}
        />
      )}
      <input
        type="range"
        min={0}
        max={count - 1}
        value={toSlider(slice)}
        aria-label={t('slice', { plane: t(name) })}
        aria-orientation="vertical"
        aria-valuetext={t('sliceValue', { slice: slice + 1, count })}
        onChange={(event) => showSlice(grid, axis, toSlider(event.currentTarget.valueAsNumber))}
      />
    </div>
  );
}
