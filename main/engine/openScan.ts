import type { LabelBlock } from '../contract/engine.ts';
import type { ScanInfo } from '../contract/geometry.ts';
import type { Report } from '../contract/report.ts';
import type { Segmentation } from '../pipeline/segment.ts';
import type { Volume } from '../volume/volume.ts';

/** A scan that the window shows, and what was found in it. */
export interface OpenScan {
  readonly info: ScanInfo;
  readonly volume: Volume;
  readonly loadSeconds: number;
  result: { readonly segmentation: Segmentation; readonly report: Report } | undefined;
}

/** Voxels for the window: HU as int16, the scan itself where it is that already. */
export function displayVoxels({ voxelsHu }: Volume): Int16Array<ArrayBuffer> {
  if (voxelsHu instanceof Int16Array) return voxelsHu;
  const rounded = new Int16Array(voxelsHu.length);
  for (let n = 0; n < rounded.length; n++)
    rounded[n] = Math.max(-32768, Math.min(32767, Math.round(voxelsHu[n])));
  return rounded;
}

export function isEmpty(block: LabelBlock): boolean {
  return block.voxels.length === 0;
}
