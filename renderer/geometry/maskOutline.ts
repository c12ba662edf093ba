import type { Vec3, VoxelBox } from '../../main/contract/geometry.ts';

/** Line segments (u0, v0, u1, v1) in voxel coordinates along two axes of a slice; pixel borders lie at halves. */
export type Segments = Float32Array;

/**
 * The outlines of the labels in one slice, by label: the borders between voxels that carry it and voxels that don't,
 * along the voxels' own edges and with neighbouring edges joined, so that the drawn line claims no more than the mask
 * says. Where two labels touch, the border belongs to the one of the lower value.
 *
 * @param labels uint8 on a grid of `shapeIjk`, i fastest
 * @param box holds every voxel that carries a label
 * @param sliceAxis the voxel axis of the slice; `uAxis` and `vAxis` are the other two
 */
export function maskOutlines(
  labels: Uint8Array,
  shapeIjk: Vec3,
  box: VoxelBox,
  sliceAxis: number,
  slice: number,
  uAxis: number,
  vAxis: number,
): ReadonlyMap<number, Segments> {
  const outlines = new Map<number, number[]>();
  if (slice < box.start[sliceAxis]! || slice >= box.end[sliceAxis]!) return new Map();
  const strides = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  const base = slice * strides[sliceAxis]!;
  const outlineOf = (value: number) => {
    const known = outlines.get(value) ?? [];
    outlines.set(value, known);
    return known;
  };

  /** Borders between neighbouring rows, as runs along the row. */
  const sweep = (
    along: number,
    across: number,
    push: (into: number[], from: number, to: number, at: number) => void,
  ) => {
    const [from, to] = [box.start[along]!, box.end[along]!];
    const stepAlong = strides[along]!;
    const stepAcross = strides[across]!;
    for (let row = box.start[across]! - 1; row < box.end[across]!; row += 1) {
      const hasThis = row >= box.start[across]!;
      const hasNext = row + 1 < box.end[across]!;
      let offset = base + row * stepAcross + from * stepAlong;
      let runStart = from;
      let runValue = 0;
      const endRun = (at: number) => {
        if (runValue > 0) push(outlineOf(runValue), runStart - 0.5, at - 0.5, row + 0.5);
      };
      for (let u = from; u < to; u += 1, offset += stepAlong) {
        const here = hasThis ? labels[offset]! : 0;
        const next = hasNext ? labels[offset + stepAcross]! : 0;
        const value = here === next ? 0 : here === 0 ? next : next === 0 ? here : Math.min(here, next);
        if (value === runValue) continue;
        endRun(u);
        [runStart, runValue] = [u, value];
      }
      endRun(to);
    }
  };
  sweep(uAxis, vAxis, (into, from, to, at) => into.push(from, at, to, at));
  sweep(vAxis, uAxis, (into, from, to, at) => into.push(at, from, at, to));
  return new Map([...outlines].map(([value, segments]) => [value, Float32Array.from(segments)]));
}
