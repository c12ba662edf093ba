import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3 } from '../contract/geometry.ts';
import type { MaskStatistics } from '../contract/report.ts';
import { boxShape } from '../volume/reorient.ts';
import { INT16_BINS, summariseHistogram, summariseValues, type HuSummary } from './huSummary.ts';

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
  const { voxels, ...hu } =
    voxelsHu instanceof Int16Array
      ? summariseInt16(mask, voxelsHu, shapeIjk)
      : summariseFloat32(mask, voxelsHu, shapeIjk);
  return { voxels, ml: (voxels * voxelVolumeMm3) / 1000, ...hu };
}

function summariseInt16(mask: LabelBlock, voxelsHu: Int16Array, shapeIjk: Vec3): HuSummary {
  const histogram = new Uint32Array(INT16_BINS);
  forEachRow(mask, shapeIjk, (row, from, length) => {
    for (let i = 0; i < length; i++) if (mask.voxels[row + i] !== 0) histogram[voxelsHu[from + i] + 32768]++;
  });
  return summariseHistogram(histogram);
}

function summariseFloat32(mask: LabelBlock, voxelsHu: Float32Array, shapeIjk: Vec3): HuSummary {
  const inside = new Float32Array(mask.voxels.reduce((n, voxel) => n + (voxel === 0 ? 0 : 1), 0));
  let voxels = 0;
  forEachRow(mask, shapeIjk, (row, from, length) => {
    for (let i = 0; i < length; i++) if (mask.voxels[row + i] !== 0) inside[voxels++] = voxelsHu[from + i];
  });
  return summariseValues(inside);
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
