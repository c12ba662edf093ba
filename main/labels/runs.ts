import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from './block.ts';

/**
 * The foreground of a mask as runs [start, end) along i, in memory order. Row r = (k - k0) * boxShape[1] + (j - j0) of
 * the box owns the runs rowFirst[r] to rowFirst[r + 1].
 */
export interface Runs {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly rowFirst: Int32Array;
  readonly count: number;
}

/** Finds the runs of the voxels other than 0 of `box`. Four voxels a step where there is nothing. */
export function findRuns(mask: Uint8Array, shapeIjk: Vec3, box: VoxelBox): Runs {
  const [ni, nj] = shapeIjk;
  const [, bj, bk] = boxShape(box);
  const aligned = mask.byteOffset % 4 === 0;
  const words = aligned ? new Uint32Array(mask.buffer, mask.byteOffset, mask.length >> 2) : undefined;
  const rowFirst = new Int32Array(bj * bk + 1);
  const longestRow = (box.end[0] - box.start[0] + 1) >> 1;
  let start = new Int32Array(4096 + longestRow);
  let end = new Int32Array(4096 + longestRow);
  let count = 0;

  for (let row = 0; row < bj * bk; row++) {
    if (count + longestRow > start.length) {
      start = grown(start);
      end = grown(end);
    }
    const j = box.start[1] + (row % bj);
    const k = box.start[2] + Math.floor(row / bj);
    const origin = (k * nj + j) * ni;
    const last = origin + box.end[0];
    let n = origin + box.start[0];
    while (n < last) {
      if (mask[n] === 0) {
        n++;
        if (words !== undefined && (n & 3) === 0) while (n + 4 <= last && words[n >> 2] === 0) n += 4;
        continue;
      }
      start[count] = n - origin;
      do n++;
      while (n < last && mask[n] !== 0);
      end[count++] = n - origin;
    }
    rowFirst[row + 1] = count;
  }
  return { start, end, rowFirst, count };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
