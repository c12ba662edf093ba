import { freemem } from 'node:os';
import type { Recipe } from '../contract/manifest.ts';
import type { NiftiHeader } from '../volume/niftiHeader.ts';
import { isPlainInt16 } from '../volume/decodeVoxels.ts';

/** Bytes that a job holds for each voxel of a scan stored as int16: the scan, its crop and a copy at the network, two label maps. */
const BYTES_A_VOXEL = 10;
/** As long as values become float32, both forms are held. */
const BYTES_A_FLOAT_VOXEL = 18;
/** For each voxel of the network's grid: what onnxruntime holds while the 3D UNet runs, and the logits. */
const BYTES_A_GRID_VOXEL = 40;

/** The usual network grid, for where the recipe is not known yet. */
const USUAL_GRID = [224, 224, 224] as const;

/** What segmenting a scan is expected to hold in memory at most, in bytes. */
export function expectedBytes(header: NiftiHeader, recipe?: Recipe): number {
  const [ni, nj, nk] = header.shapeIjk;
  const [gi, gj, gk] = recipe?.resample.shapeIjk ?? USUAL_GRID;
  const perVoxel = isPlainInt16(header) ? BYTES_A_VOXEL : BYTES_A_FLOAT_VOXEL;
  return ni * nj * nk * perVoxel + gi * gj * gk * BYTES_A_GRID_VOXEL;
}

/** Memory that this process may still take, in bytes: a container's limit counts where there is one. */
export function availableBytes(): number {
  // Node has it from 20.13 on; Electron 33's Node too.
  return process.availableMemory?.() ?? freemem();
}
