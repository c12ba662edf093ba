import type { VoxelBox } from '../../main/contract/geometry.ts';
import type { Plane } from '../geometry/planes.ts';

interface SliceTrackProps {
  readonly plane: Plane;
  /** How many slices there are, and which is shown. */
  readonly count: number;
  readonly slice: number;
  /** Holds the labels: its part of the track is marked. */
  readonly box?: VoxelBox | undefined;
  readonly label: string;
  readonly valueText: string;
  readonly onShow: (slice: number) => void;
}

/** A slider through the slices of a plane; the part of the track where the mask lies is marked. */
export function SliceTrack({ plane, count, slice, box, label, valueText, onShow }: SliceTrackProps) {
  const axis = plane.sliceAxis;
  // The top of the slider is the head, the front or the patient's right, whatever the file's order.
  const toSlider = (index: number) => (plane.sliceSign > 0 ? index : count - 1 - index);
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
        aria-label={label}
        aria-orientation="vertical"
        aria-valuetext={valueText}
        onChange={(event) => onShow(toSlider(event.currentTarget.valueAsNumber))}
      />
    </div>
  );
}
