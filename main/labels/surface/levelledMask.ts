import type { Vec3 } from '../../contract/geometry.ts';

/**
 * A copy of a mask without its bumps and pits of single voxels, which a smoothed mesh shows as spikes: voxels that share
 * a face with at most one of their kind become the other kind. A mask of which that changes more than `tolerance` (a
 * part of its volume) is thin or tiny throughout, and stays as it is.
 *
 * @param mask 0 or 1, shape [i, j, k], i fastest; outside is 0
 */
export function levelledMask(mask: Uint8Array, [ni, nj, nk]: Vec3, tolerance: number): Uint8Array {
  const levelled = mask.slice();
  const slice = ni * nj;
  let voxels = 0;
  let changed = 0;
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++)
      for (let i = 0; i < ni; i++, n++) {
        const own = mask[n];
        voxels += own;
        const before = i > 0 ? mask[n - 1] : 0;
        const behind = i + 1 < ni ? mask[n + 1] : 0;
        // Two of its kind along i alone.
        if (before === own && behind === own) continue;
        const setNeighbours =
          before +
          behind +
          (j > 0 ? mask[n - ni] : 0) +
          (j + 1 < nj ? mask[n + ni] : 0) +
          (k > 0 ? mask[n - slice] : 0) +
          (k + 1 < nk ? mask[n + slice] : 0);
        if (own === 1 ? setNeighbours > 1 : setNeighbours < 5) continue;
        levelled[n] = 1 - own;
        changed++;
      }
  return changed > tolerance * voxels ? mask : levelled;
}
