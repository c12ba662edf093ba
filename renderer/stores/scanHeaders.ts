import { create } from 'zustand';
import type { ScanHeader } from '../../main/contract/scanHeader.ts';

/** The headers of the open scans, by scan, once the engine has told them. */
export const useScanHeaders = create<{ readonly byScan: Readonly<Record<string, ScanHeader>> }>()(() => ({
  byScan: {},
}));

export function putHeader(scanId: string, header: ScanHeader): void {
  useScanHeaders.setState(({ byScan }) => ({ byScan: { ...byScan, [scanId]: header } }));
}

export function forgetHeader(scanId: string): void {
  useScanHeaders.setState(({ byScan: { [scanId]: _gone, ...byScan } }) => ({ byScan }));
}
