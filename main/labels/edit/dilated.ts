import type { Vec3 } from '../../contract/geometry.ts';
import type { BallRow } from './shearedGrid.ts';

/**
 * Where a ball around any voxel of value `target` reaches: 1, else 0. Each run of such voxels is widened by each row of the
 * ball, so that it takes runs times rows and not voxels times voxels.
 *
 * @param mask 0 or 1, shape [i, j, k], i fastest
 */
export function dilated(
  mask: Uint8Array,
  [ni, nj, nk]: Vec3,
  rows: readonly BallRow[],
  target: 0 | 1,
): Uint8Array<ArrayBuffer> {
  const reached = new Uint8Array(mask.length);
  const widen = (first: number, last: number, j: number, k: number) => {
    for (const row of rows) {
      const [toJ, toK] = [j + row.j, k + row.k];
      if (toJ < 0 || toJ >= nj || toK < 0 || toK >= nk) continue;
      const [from, to] = [Math.max(0, first + row.firstI), Math.min(ni - 1, last + row.lastI)];
      const start = (toK * nj + toJ) * ni;
      if (from <= to) reached.fill(1, start + from, start + to + 1);
    }
  };
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      const row = mask.subarray((k * nj + j) * ni, (k * nj + j + 1) * ni);
      for (let first = row.indexOf(target); first >= 0;) {
        const end = row.indexOf(1 - target, first);
        widen(first, (end < 0 ? ni : end) - 1, j, k);
        first = end < 0 ? -1 : row.indexOf(target, end);
      }
    }
  return reached;
}
