import type { Affine, Grid, Vec3 } from '../../main/contract/geometry.ts';

/** Whole numbers of voxels to average along i, j and k so that no side of the result is longer than `maxSide`. */
export function downsampleFactors(shapeIjk: Vec3, maxSide: number): Vec3 {
  const factor = (size: number) => Math.max(1, Math.ceil(size / maxSide));
  return [factor(shapeIjk[0]), factor(shapeIjk[1]), factor(shapeIjk[2])];
}

/** The grid of averaged blocks; a last block that is not full is dropped, unless it is the only one. */
export function downsampledGrid(grid: Grid, factors: Vec3): Grid {
  const size = (axis: number) => Math.max(1, Math.floor(grid.shapeIjk[axis]! / factors[axis]!));
  const affine: number[] = [...grid.affineIjkToRas];
  for (let row = 0; row < 3; row += 1) {
    for (let axis = 0; axis < 3; axis += 1) {
      const step = grid.affineIjkToRas[row * 4 + axis]!;
      affine[row * 4 + axis] = step * factors[axis]!;
      // The centre of a block of n voxels lies (n - 1) / 2 voxels after its first.
      affine[row * 4 + 3]! += (step * (factors[axis]! - 1)) / 2;
    }
  }
  return { shapeIjk: [size(0), size(1), size(2)], affineIjkToRas: affine satisfies Affine };
}

/**
 * Averages blocks of voxels, one slab of the result a step, so that the caller can spread the work over time.
 *
 * @param voxels int16, i fastest, of `shapeIjk`
 * @param result int16, i fastest, of the shape that `downsampledGrid` gives; filled as the steps go
 */
export function* downsample(
  voxels: Int16Array,
  shapeIjk: Vec3,
  factors: Vec3,
  result: Int16Array,
  resultShapeIjk: Vec3,
): Generator<void> {
  const [ni, nj] = shapeIjk;
  const [ri, rj, rk] = resultShapeIjk;
  const blocks = factors.map((factor, axis) => Math.min(factor, shapeIjk[axis]!));
  const [bi, bj, bk] = [blocks[0]!, blocks[1]!, blocks[2]!];
  const share = 1 / (bi * bj * bk);
  const sums = new Int32Array(ri * rj);
  for (let k = 0; k < rk; k += 1) {
    sums.fill(0);
    for (let dk = 0; dk < bk; dk += 1) {
      for (let j = 0; j < rj * bj; j += 1) {
        let from = ni * (j + nj * (k * bk + dk));
        const row = ri * Math.floor(j / bj);
        for (let i = 0; i < ri; i += 1) {
          let sum = 0;
          for (let di = 0; di < bi; di += 1, from += 1) sum += voxels[from]!;
          sums[row + i]! += sum;
        }
      }
    }
    const to = k * ri * rj;
    for (let n = 0; n < sums.length; n += 1) result[to + n] = Math.round(sums[n]! * share);
    yield;
  }
}
