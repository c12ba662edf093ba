import { create } from 'zustand';
import type { RecoverableEdits } from '../../main/contract/labels.ts';

interface RecoveryState {
  /** Edits of the open scans that an earlier session left unsaved, by scan, the latest first. */
  readonly byScan: Readonly<Record<string, readonly RecoverableEdits[]>>;
}

export const useRecovery = create<RecoveryState>()(() => ({ byScan: {} }));

/** Takes one off the list, once it was brought back or deleted. */
export function settleRecovery(scanId: string, journal: string): void {
  useRecovery.setState(({ byScan }) => ({
    byScan: { ...byScan, [scanId]: (byScan[scanId] ?? []).filter((left) => left.journal !== journal) },
  }));
}
