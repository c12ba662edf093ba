import type { Vec3 } from '../../contract/geometry.ts';

/**
 * How far every voxel's centre is from the nearest voxel (taken as a box) of the other class, in mm: negative inside of
 * the mask, positive outside, never 0, and no further than `limitMm` either way. Outside of the block is no class.
 *
 * One axis after the other, as in Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions" (2012), with
 * a search that ends where nothing nearer can come: the limit is some voxels wide.
 *
 * @param mask 0 or not, shape [i, j, k], i fastest
 */
export function signedDistanceMm(
  mask: Uint8Array,
  shapeIjk: Vec3,
  spacingMm: Vec3,
  limitMm: number,
): Float32Array {
  const [ni, nj, nk] = shapeIjk;
  const squared = alongRows(mask, shapeIjk, spacingMm[0], limitMm);
  const scratch = new Float32Array(squared.length);
  alongAxis(mask, squared, scratch, { count: nj, step: ni, slabs: nk, width: ni }, spacingMm[1], limitMm);
  const planes = { count: nk, step: ni * nj, slabs: 1, width: ni * nj };
  alongAxis(mask, scratch, squared, planes, spacingMm[2], limitMm);
  for (let n = 0; n < squared.length; n++)
    squared[n] = mask[n] === 0 ? Math.sqrt(squared[n]) : -Math.sqrt(squared[n]);
  return squared;
}

/** Squared distance along i to where the class changes. */
function alongRows(mask: Uint8Array, [ni, nj, nk]: Vec3, mm: number, limitMm: number): Float32Array {
  const squared = new Float32Array(ni * nj * nk);
  const halfMm = Math.min(mm / 2, limitMm);
  for (let row = 0; row < squared.length; row += ni) {
    let before = limitMm;
    for (let n = row; n < row + ni; n++) {
      if (n > row) before = isSame(mask[n], mask[n - 1]) ? Math.min(before + mm, limitMm) : halfMm;
      squared[n] = before * before;
    }
    let after = limitMm;
    for (let n = row + ni - 2; n >= row; n--) {
      after = isSame(mask[n], mask[n + 1]) ? Math.min(after + mm, limitMm) : halfMm;
      squared[n] = Math.min(squared[n], after * after);
    }
  }
  return squared;
}

/** Lines of `count` voxels, `step` apart, that begin at `width` neighbouring voxels of each of `slabs` slabs. */
interface Lines {
  readonly count: number;
  readonly step: number;
  readonly slabs: number;
  readonly width: number;
}

/** Adds the way along one more axis. */
function alongAxis(
  mask: Uint8Array,
  squared: Float32Array,
  into: Float32Array,
  { count, step, slabs, width }: Lines,
  mm: number,
  limitMm: number,
): void {
  const reach = Math.min(count - 1, Math.ceil(limitMm / mm));
  const ways = Float32Array.from({ length: reach + 1 }, (_, n) => (n === 0 ? 0 : ((n - 0.5) * mm) ** 2));
  for (let slab = 0; slab < slabs; slab++)
    for (let line = 0; line < count; line++) {
      const first = (slab * count + line) * step;
      const down = Math.min(reach, line);
      const up = Math.min(reach, count - 1 - line);
      for (let n = first; n < first + width; n++) {
        const inside = mask[n] !== 0;
        let best = squared[n];
        for (let d = 1, at = n - step; d <= down && ways[d] < best; d++, at -= step) {
          const other = (mask[at] !== 0) === inside ? squared[at] + ways[d] : ways[d];
          if (other < best) best = other;
        }
        for (let d = 1, at = n + step; d <= up && ways[d] < best; d++, at += step) {
          const other = (mask[at] !== 0) === inside ? squared[at] + ways[d] : ways[d];
          if (other < best) best = other;
        }
        into[n] = best;
      }
    }
}

function isSame(a: number, b: number): boolean {
  return (a === 0) === (b === 0);
}
