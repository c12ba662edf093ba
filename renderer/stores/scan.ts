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
  /** All scans that are open, in the order in which they were opened. */
  readonly scans: readonly OpenScan[];
  /** The one of them that is on show. */
  readonly scan: OpenScan | null;
  /** Each scan's smallest and largest value, by its id, once the engine has looked. */
  readonly rangesHu: Readonly<Record<string, readonly [number, number]>>;
  /** The file being read, and how much of it is. */
  readonly opening: { readonly name: string; readonly fraction: number } | null;
  /** A 4D file that waits for its frame to be chosen. */
  readonly frameQuestion: {
    readonly openId: string;
    readonly name: string;
    readonly frames: number;
  } | null;
  /** A label file that waits to be told where it belongs. */
  readonly maskQuestion: { readonly openId: string; readonly name: string } | null;
}

export const useScan = create<ScanState>()(() => ({
  scans: [],
  scan: null,
  rangesHu: {},
  opening: null,
  frameQuestion: null,
  maskQuestion: null,
}));

/** The scan with what the viewer derives from its affine once. */
export function toOpenScan(info: ScanInfo, voxelsHu: Int16Array): OpenScan {
  return { info, voxelsHu, planes: planesOf(info.grid.affineIjkToRas) };
}

export function findScan(scanId: string): OpenScan | undefined {
  return useScan.getState().scans.find(({ info }) => info.scanId === scanId);
}

export function addScan(scan: OpenScan): void {
  useScan.setState(({ scans }) => ({ scans: [...scans, scan] }));
}

/** Takes a scan off the open ones. @returns the one to show now: the one on show, else its neighbour */
export function dropScan(scanId: string): OpenScan | null {
  const { scans, scan, rangesHu } = useScan.getState();
  const index = scans.findIndex(({ info }) => info.scanId === scanId);
  const rest = scans.filter(({ info }) => info.scanId !== scanId);
  const { [scanId]: _gone, ...otherRanges } = rangesHu;
  useScan.setState({ scans: rest, rangesHu: otherRanges });
  return scan?.info.scanId === scanId ? (rest[Math.min(index, rest.length - 1)] ?? null) : scan;
}
