import type { LabelBlock } from '../../contract/labels.ts';
import { affineSpacingMm } from '../../volume/affine.ts';
import type { VoxelGrid } from '../../volume/volume.ts';
import { maskRefiner, refineMask } from './refineMask.ts';
import type { LogitBlock } from './workBlock.ts';

export interface ScanRefinement {
  /** 0: unchanged, 1: the whole way to the image's edges. */
  readonly strength: number;
  readonly logitDifference?: LogitBlock;
}

/**
 * Snaps a mask on a scan's own grid to the image's edges; the block is left as it is.
 *
 * @throws VolscopeError('usage') if the strength is not from 0 to 1
 */
export function refineScanMask(volume: VoxelGrid, mask: LabelBlock, options: ScanRefinement): LabelBlock {
  return refineMask({ ...inputOf(volume, mask), ...options });
}

/** The same for a slider: the search is done once, and each strength costs a small part of it. */
export function scanMaskRefiner(
  volume: VoxelGrid,
  mask: LabelBlock,
  logitDifference?: LogitBlock,
): (strength: number) => LabelBlock {
  return maskRefiner({ ...inputOf(volume, mask), logitDifference });
}

function inputOf({ grid, voxelsHu }: VoxelGrid, mask: LabelBlock) {
  return { mask, voxelsHu, shapeIjk: grid.shapeIjk, spacingMm: affineSpacingMm(grid.affineIjkToRas) };
}
