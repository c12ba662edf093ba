import { freemem } from 'node:os';
import type { Recipe } from '../contract/recipe.ts';
import { affineSpacingMm } from '../volume/affine.ts';
import type { NiftiHeader } from '../volume/niftiHeader.ts';
import { isPlainInt16 } from '../volume/decodeVoxels.ts';

/** Bytes that a job holds for each voxel of a scan stored as int16: the scan, its crop and a copy at the network, two label maps. */
const BYTES_A_VOXEL = 10;
/** As long as values become float32, both forms are held. */
const BYTES_A_FLOAT_VOXEL = 18;
/** For each voxel of the network's grid: what onnxruntime holds while the 3D UNet runs, and the logits. */
const BYTES_A_GRID_VOXEL = 40;

/** Networks that are run by windows have more channels than one that takes a whole scan. */
const WIDE_NETWORK = 4;

/** The usual network grid, for where the recipe is not known yet. */
const USUAL_GRID = [224, 224, 224] as const;

/** What segmenting a scan is expected to hold in memory at most, in bytes. */
export function expectedBytes(header: NiftiHeader, recipe?: Recipe): number {
  const [ni, nj, nk] = header.shapeIjk;
  const perVoxel = isPlainInt16(header) ? BYTES_A_VOXEL : BYTES_A_FLOAT_VOXEL;
  return (
    ni * nj * nk * perVoxel +
    (recipe ? networkBytes(header, recipe) : product(USUAL_GRID) * BYTES_A_GRID_VOXEL)
  );
}

/** What the network holds at once: its whole grid, or a window with the input and the sum of all windows' values. */
function networkBytes(
  { shapeIjk, affineIjkToRas }: NiftiHeader,
  { steps, inferer, channels }: Recipe,
): number {
  const spacingMm = affineSpacingMm(affineIjkToRas);
  let grid: readonly number[] = shapeIjk;
  for (const step of steps) {
    if (step.kind === 'resize') grid = grid.map((count, axis) => step.shapeIjk[axis] || count);
    if (step.kind === 'spacing')
      grid = grid.map((count, axis) => (count * spacingMm[axis]) / (step.spacingMm[axis] || spacingMm[axis]));
  }
  if (inferer.kind === 'whole') return product(grid) * BYTES_A_GRID_VOXEL;
  const window = inferer.roiIjk.map((size, axis) => size || grid[axis]);
  return product(grid) * 4 * (channels + 2) + product(window) * BYTES_A_GRID_VOXEL * WIDE_NETWORK;
}

const product = (counts: readonly number[]) => counts.reduce((a, b) => a * b, 1);

/** Memory that this process may still take, in bytes: a container's limit counts where there is one. */
export function availableBytes(): number {
  // Node has it from 20.13 on; Electron 33's Node too.
  return process.availableMemory?.() ?? freemem();
}
