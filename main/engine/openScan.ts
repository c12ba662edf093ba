import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { ScanInfo } from '../contract/geometry.ts';
import type { Volume } from '../volume/volume.ts';
import type { LabelGroup } from './labelGroup.ts';

/** A scan that the window has open, and what was found or drawn in it. */
export interface OpenScan {
  readonly info: ScanInfo;
  readonly path: string;
  readonly volume: Volume;
  readonly loadSeconds: number;
  readonly groups: Map<string, LabelGroup>;
}

/** @throws VolscopeError('usage') if the scan has no such group of segments */
export function groupOf(scan: OpenScan, groupId: string): LabelGroup {
  const group = scan.groups.get(groupId);
  if (group) return group;
  throw new VolscopeError('usage', sentence`${scan.info.name} has no such segments any more; choose others.`);
}

/** Voxels for the window: HU as int16, the scan itself where it is that already. */
export function displayVoxels({ voxelsHu }: Volume): Int16Array<ArrayBuffer> {
  if (voxelsHu instanceof Int16Array) return voxelsHu;
  const rounded = new Int16Array(voxelsHu.length);
  for (let n = 0; n < rounded.length; n++)
    rounded[n] = Math.max(-32768, Math.min(32767, Math.round(voxelsHu[n])));
  return rounded;
}
