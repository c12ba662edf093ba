import type { Vec3, VoxelBox } from '../../main/contract/geometry.ts';

/** Line segments (u0, v0, u1, v1) in voxel coordinates along two axes of a slice; pixel borders lie at halves. */
export type Segments = Float32Array;

/**
 * The outline of a label in one slice: the border between voxels that carry it and voxels that don't, along the
 * voxels' own edges and with neighbouring edges joined, so that the drawn line claims no more than the mask says.
 *
 * @param labels uint8 on a grid of `shapeIjk`, i fastest
 * @param box holds every voxel that carries a label
 * @param sliceAxis the voxel axis of the slice; `uAxis` and `vAxis` are the other two
 */
export function maskOutline(
  labels: Uint8Array,
  shapeIjk: Vec3,
  box: VoxelBox,
  sliceAxis: number,
  slice: number,
  uAxis: number,
  vAxis: number,
): Segments {
  if (slice < box.start[sliceAxis]! || slice >= box.end[sliceAxis]!) return new Float32Array(0);
  const strides = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  const segments: number[] = [];
  const base = slice * strides[sliceAxis]!;

  /** Borders between neighbouring rows, as runs along the row. */
  const sweep = (along: number, across: number, push: (from: number, to: number, at: number) => void) => {
    const [from, to] = [box.start[along]!, box.end[along]!];
    const stepAlong = strides[along]!;
    const stepAcross = strides[across]!;
    for (let row = box.start[across]! - 1; row < box.end[across]!; row += 1) {
      const hasThis = row >= box.start[across]!;
      const hasNext = row + 1 < box.end[across]!;
      let offset = base + row * stepAcross + from * stepAlong;
      let runStart = -1;
      for (let u = from; u < to; u += 1, offset += stepAlong) {
        const here = hasThis ? labels[offset]! : 0;
        const next = hasNext ? labels[offset + stepAcross]! : 0;
        if (here !== next) {
          if (runStart < 0) runStart = u;
        } else if (runStart >= 0) {
          push(runStart - 0.5, u - 0.5, row + 0.5);
          runStart = -1;
        }
      }
      if (runStart >= 0) push(runStart - 0.5, to - 0.5, row + 0.5);
    }
  };
  sweep(uAxis, vAxis, (from, to, at) => segments.push(from, at, to, at));
  sweep(vAxis, uAxis, (from, to, at) => segments.push(at, from, at, to));
  return Float32Array.from(segments);
}
