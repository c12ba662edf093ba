import type { PlaneName } from '../geometry/planes.ts';
import { useScan } from '../stores/scan.ts';
import { useViews } from '../stores/views.ts';

/** "31 / 60": the slice that a plane shows, counted from 1 in the file's own order. */
export function SliceNumber({ name }: { name: PlaneName }) {
  const axis = useScan(({ scan }) => scan?.planes[name].sliceAxis ?? 0);
  const count = useScan(({ scan }) => scan?.info.grid.shapeIjk[axis] ?? 0);
  const slice = useViews(({ crosshairIjk }) => crosshairIjk[axis]!);
  return (
    <span className="slice-number" data-picture-text>
      {slice + 1} / {count}
    </span>
  );
}
