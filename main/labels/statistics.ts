import type { LabelBlock } from '../contract/engine.ts';
import type { Vec3 } from '../contract/geometry.ts';
import type { MaskStatistics } from '../contract/report.ts';
import { boxShape } from '../volume/reorient.ts';

/**
 * Volume and HU of the voxels of a mask. The standard deviation is the population's (numpy's default); the median of an
 * even number of voxels is the mean of the middle two. All exact for int16.
 *
 * @param mask a block whose box counts voxels of the scan
 * @param voxelsHu the scan, shape [i, j, k], i fastest
 */
export function labelStatistics(
  mask: LabelBlock,
  voxelsHu: Int16Array | Float32Array,
  shapeIjk: Vec3,
  voxelVolumeMm3: number,
): MaskStatistics {
  const summary =
    voxelsHu instanceof Int16Array
      ? summariseInt16(mask, voxelsHu, shapeIjk)
      : summariseFloat32(mask, voxelsHu, shapeIjk);
  return { voxels: summary.voxels, ml: (summary.voxels * voxelVolumeMm3) / 1000, ...summary.hu };
}

interface Summary {
  readonly voxels: number;
  readonly hu: Pick<MaskStatistics, 'meanHu' | 'sdHu' | 'minHu' | 'maxHu' | 'medianHu'>;
}

const nothing: Summary = {
  voxels: 0,
  hu: { meanHu: null, sdHu: null, minHu: null, maxHu: null, medianHu: null },
};

/** Everything from a histogram with a bin for each int16. */
function summariseInt16(mask: LabelBlock, voxelsHu: Int16Array, shapeIjk: Vec3): Summary {
  const histogram = new Uint32Array(65536);
  forEachRow(mask, shapeIjk, (row, from, length) => {
    for (let i = 0; i < length; i++) if (mask.voxels[row + i] !== 0) histogram[voxelsHu[from + i] + 32768]++;
  });

  let [voxels, sum, min, max] = [0, 0, 0, 0];
  for (let bin = 0; bin < histogram.length; bin++) {
    if (histogram[bin] === 0) continue;
    if (voxels === 0) min = bin - 32768;
    max = bin - 32768;
    voxels += histogram[bin];
    sum += histogram[bin] * max;
  }
  if (voxels === 0) return nothing;

  const mean = sum / voxels;
  let squares = 0;
  for (let hu = min; hu <= max; hu++) squares += histogram[hu + 32768] * (hu - mean) ** 2;
  const nth = (n: number) => {
    let hu = min - 1;
    for (let seen = 0; seen <= n;) seen += histogram[++hu + 32768];
    return hu;
  };
  const median = (nth((voxels - 1) >> 1) + nth(voxels >> 1)) / 2;
  return {
    voxels,
    hu: { meanHu: mean, sdHu: Math.sqrt(squares / voxels), minHu: min, maxHu: max, medianHu: median },
  };
}

function summariseFloat32(mask: LabelBlock, voxelsHu: Float32Array, shapeIjk: Vec3): Summary {
  const inside = new Float32Array(mask.voxels.reduce((n, voxel) => n + (voxel === 0 ? 0 : 1), 0));
  if (inside.length === 0) return nothing;
  let voxels = 0;
  forEachRow(mask, shapeIjk, (row, from, length) => {
    for (let i = 0; i < length; i++) if (mask.voxels[row + i] !== 0) inside[voxels++] = voxelsHu[from + i];
  });
  inside.sort();
  const mean = inside.reduce((sum, hu) => sum + hu, 0) / voxels;
  const squares = inside.reduce((sum, hu) => sum + (hu - mean) ** 2, 0);
  return {
    voxels,
    hu: {
      meanHu: mean,
      sdHu: Math.sqrt(squares / voxels),
      minHu: inside[0],
      maxHu: inside[voxels - 1],
      medianHu: (inside[(voxels - 1) >> 1] + inside[voxels >> 1]) / 2,
    },
  };
}

/** Calls back with the position of each row in the block, in the scan, and its length. */
function forEachRow(
  { box }: LabelBlock,
  [ni, nj]: Vec3,
  visit: (inBlock: number, inScan: number, length: number) => void,
) {
  const [bi, bj, bk] = boxShape(box);
  for (let k = 0, row = 0; k < bk; k++)
    for (let j = 0; j < bj; j++, row += bi)
      visit(row, ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0], bi);
}
