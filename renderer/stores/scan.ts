import { create } from 'zustand';
import type { ScanInfo } from '../../main/contract/geometry.ts';
import { planesOf, type Plane, type PlaneName } from '../geometry/planes.ts';

/**
 * A scan as the viewer holds it: voxels in HU, i fastest, in the file's own axis order.
 * Components select parts of it, never the whole: React keeps what a hook gave last, and with it the voxels of a scan
 * that is closed.
 */
export interface OpenScan {
  readonly info: ScanInfo;
  readonly voxelsHu: Int16Array;
  readonly planes: Readonly<Record<PlaneName, Plane>>;
}

interface ScanState {
  readonly scan: OpenScan | null;
  /** The scan's smallest and largest value; null until the engine has looked. */
  readonly rangeHu: readonly [number, number] | null;
  /** The file being read, and how much of it is. */
  readonly opening: { readonly name: string; readonly fraction: number } | null;
  /** A 4D file that waits for its frame to be chosen. */
  readonly frameQuestion: {
    readonly openId: string;
    readonly name: string;
    readonly frames: number;
  } | null;
}

export const useScan = create<ScanState>()(() => ({
  scan: null,
  rangeHu: null,
  opening: null,
  frameQuestion: null,
}));

/** The scan with what the viewer derives from its affine once. */
export function toOpenScan(info: ScanInfo, voxelsHu: Int16Array): OpenScan {
  return { info, voxelsHu, planes: planesOf(info.grid.affineIjkToRas) };
}
