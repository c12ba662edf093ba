import type { Vec3, VoxelBox } from '../contract/geometry.ts';

export function isEmptyBox({ start, end }: VoxelBox): boolean {
  return start.some((first, axis) => first >= end[axis]);
}

/** The smallest box around two boxes; an empty one takes no part. */
export function unionBox(a: VoxelBox, b: VoxelBox): VoxelBox {
  if (isEmptyBox(a)) return b;
  if (isEmptyBox(b)) return a;
  const start = a.start.map((first, axis) => Math.min(first, b.start[axis]));
  const end = a.end.map((last, axis) => Math.max(last, b.end[axis]));
  return { start: start as unknown as Vec3, end: end as unknown as Vec3 };
}

/** The smallest box around the labels of `shapeIjk` (i fastest), all of which lie in `box`; an empty one where there are none. */
export function tightBox(labels: Uint8Array, [ni, nj]: Vec3, { start, end }: VoxelBox): VoxelBox {
  const low = [Infinity, Infinity, Infinity];
  const high = [0, 0, 0];
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const row = (k * nj + j) * ni;
      let first = start[0];
      while (first < end[0] && labels[row + first] === 0) first++;
      if (first === end[0]) continue;
      let last = end[0] - 1;
      while (labels[row + last] === 0) last--;
      low[0] = Math.min(low[0], first);
      high[0] = Math.max(high[0], last + 1);
      low[1] = Math.min(low[1], j);
      high[1] = Math.max(high[1], j + 1);
      low[2] = Math.min(low[2], k);
      high[2] = k + 1;
    }
  if (high[2] === 0) return { start: [0, 0, 0], end: [0, 0, 0] };
  return { start: [low[0], low[1], low[2]], end: [high[0], high[1], high[2]] };
}
