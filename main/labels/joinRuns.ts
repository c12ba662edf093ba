import { onesFrom } from './bits.ts';
import { rowOffset } from './bitRows.ts';
import { isEmptyBundle, runAt, type Bundles } from './bundles.ts';
import { join, separateSets } from './unionFind.ts';

/**
 * For each run of the bundles the lowest run that it is connected with: a union-find in which every join is made from
 * whole words of 32 voxels, one for each stretch where two runs lie side by side.
 */
export function joinRuns(bundles: Bundles): Int32Array {
  const { rows, size, nj, nk } = bundles;
  const roots = separateSets(bundles.runs);
  const last = size - 1;
  for (let k = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) {
      const here = k * nj + j;
      if (isEmptyBundle(bundles, here)) continue;
      const y = j * size;
      const z = k * size;
      // The rows on this bundle's side and those across; one and the same twice where it is a single row.
      const own = rowOffset(rows, y, z);
      if (j > 0) {
        const b = rowOffset(rows, y, z + last);
        const c = rowOffset(rows, y - 1, z);
        const d = rowOffset(rows, y - 1, z + last);
        joinBundles(bundles, roots, here, here - 1, own, b, c, d);
      }
      if (k === 0) continue;
      const below = here - nj;
      const b = rowOffset(rows, y + last, z);
      const c = rowOffset(rows, y, z - 1);
      const d = rowOffset(rows, y + last, z - 1);
      joinBundles(bundles, roots, here, below, own, b, c, d);
      if (size === 1) continue;
      if (j > 0) {
        const across = rowOffset(rows, y - 1, z - 1);
        joinBundles(bundles, roots, here, below - 1, own, own, across, across);
      }
      if (j < nj - 1) {
        const next = rowOffset(rows, y + 1, z);
        const across = rowOffset(rows, y + 2, z - 1);
        joinBundles(bundles, roots, here, below + 1, next, next, across, across);
      }
    }
  // A root is never above its run, so one pass upwards finds them all.
  for (let run = 0; run < roots.length; run++) roots[run] = roots[roots[run]];
  return roots;
}

/**
 * Joins the runs of two bundles where the rows a | b of the first touch the rows c | d of the second: at the same i, and
 * in bundles of four also at i - 1 and i + 1.
 */
function joinBundles(
  bundles: Bundles,
  roots: Int32Array,
  first: number,
  second: number,
  a: number,
  b: number,
  c: number,
  d: number,
) {
  if (isEmptyBundle(bundles, second)) return;
  const { union, size } = bundles;
  const { words, perRow } = bundles.rows;
  for (let w = 0, p = first * perRow, q = second * perRow; w < perRow; w++, p++, q++) {
    const near = words[a + w] | words[b + w];
    if (near === 0) continue;
    const far = words[c + w] | words[d + w];
    const both = union[p] & union[q];
    let joints = near & far;
    if (size === 2) {
      const before = (far << 1) | (w > 0 ? (words[c + w - 1] | words[d + w - 1]) >>> 31 : 0);
      const after = (far >>> 1) | (w + 1 < perRow ? (words[c + w + 1] | words[d + w + 1]) << 31 : 0);
      joints |= near & (before | after) & union[q];
      // Where the second has nothing at i itself: at i - 1 or i + 1 if the first goes on there, else diagonally.
      let left = near & before & ~union[q];
      let right = near & after & ~union[q];
      joints |= (left & (union[p] << 1)) >>> 1;
      joints |= (right & (union[p] >>> 1)) << 1;
      left &= ~(union[p] << 1);
      right &= ~(union[p] >>> 1);
      for (; left !== 0; left &= left - 1) {
        const bit = left & -left;
        const neighbour = bit === 1 ? runAt(bundles, q - 1, 1 << 31) : runAt(bundles, q, bit >>> 1);
        join(roots, runAt(bundles, p, bit), neighbour);
      }
      for (; right !== 0; right &= right - 1) {
        const bit = right & -right;
        const neighbour = bit === 1 << 31 ? runAt(bundles, q + 1, 1) : runAt(bundles, q, bit << 1);
        join(roots, runAt(bundles, p, bit), neighbour);
      }
    }
    while (joints !== 0) {
      const bit = joints & -joints;
      join(roots, runAt(bundles, p, bit), runAt(bundles, q, bit));
      joints &= ~onesFrom(both, bit);
    }
  }
}
