import type { Grid, ScanInfo } from '../contract/geometry.ts';
import { affineSpacingMm } from './affine.ts';
import type { NiftiHeader } from './niftiHeader.ts';
import { orientationCode, type Orientation } from './orientation.ts';

/** Voxel values in HU, i fastest. Float32 only where int16 would not hold every value exactly. */
export type HuVoxels = Int16Array | Float32Array;

/** A scan in memory: one copy of its voxels, in the file's own axis order. */
export interface Volume {
  readonly grid: Grid;
  readonly orientation: Orientation;
  readonly voxelsHu: HuVoxels;
  readonly rangeHu: readonly [number, number];
  readonly header: NiftiHeader;
  readonly warnings: readonly string[];
}

/** What is shown and reported of a volume. */
export function describeVolume(volume: Volume, scanId: string, name: string): ScanInfo {
  return {
    scanId,
    name,
    grid: { shapeIjk: [...volume.grid.shapeIjk], affineIjkToRas: [...volume.grid.affineIjkToRas] },
    spacingMm: [...affineSpacingMm(volume.grid.affineIjkToRas)],
    orientation: orientationCode(volume.orientation),
    affineSource: volume.header.affineSource,
    datatype: volume.header.datatype.name,
    rangeHu: [volume.rangeHu[0], volume.rangeHu[1]],
    warnings: [...volume.warnings],
  };
}
