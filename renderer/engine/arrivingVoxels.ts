import type { EngineEvent } from '../../main/contract/engine.ts';

/** Voxels of scans that are being opened, by openId, as far as they have come. */
const arriving = new Map<string, Int16Array<ArrayBuffer>>();

export function takeVoxels({
  openId,
  from,
  count,
  voxelsHu,
}: Extract<EngineEvent, { kind: 'voxels' }>): void {
  const scan = arriving.get(openId) ?? new Int16Array(count);
  arriving.set(openId, scan);
  scan.set(voxelsHu, from);
}

/** All voxels of a scan that is open now; they are the caller's. */
export function arrivedVoxels(openId: string): Int16Array<ArrayBuffer> {
  const scan = arriving.get(openId) ?? new Int16Array(0);
  arriving.delete(openId);
  return scan;
}

/** Forgets what came of a scan that could not be opened. */
export function dropVoxels(openId: string): void {
  arriving.delete(openId);
}
