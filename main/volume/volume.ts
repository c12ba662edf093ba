import type { Grid, ScanInfo } from '../contract/geometry.ts';
import type { Sentence } from '../contract/sentence.ts';
import { affineSpacingMm } from './affine.ts';
import type { NiftiHeader } from './niftiHeader.ts';
import { orientationCode, type Orientation } from './orientation.ts';

/** Voxel values in HU, i fastest. Float32 only where int16 would not hold every value exactly. */
export type HuVoxels = Int16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** A scan in memory: one copy of its voxels, in the file's own axis order. */
export interface Volume {
  readonly grid: Grid;
  readonly orientation: Orientation;
  readonly voxelsHu: HuVoxels;
  readonly header: NiftiHeader;
  readonly warnings: readonly Sentence[];
}

/** What computing on a scan needs: its voxels and where they are. */
export type VoxelGrid = Pick<Volume, 'grid' | 'orientation' | 'voxelsHu'>;

/** What is shown of a volume, in English. */
export function describeVolume(volume: Volume, scanId: string, name: string): ScanInfo {
  return {
    scanId,
    name,
    grid: volume.grid,
    spacingMm: affineSpacingMm(volume.grid.affineIjkToRas),
    orientation: orientationCode(volume.orientation),
    affineSource: volume.header.affineSource,
    datatype: volume.header.datatype.name,
    warnings: volume.warnings.map(String),
  };
}
