import { create } from 'zustand';
import type { JobSummary } from '../../main/contract/jobs.ts';
import type { WorklistEntry } from '../../main/contract/worklist.ts';

interface WorklistState {
  /** The scans that were dropped together, in the list's order. */
  readonly entries: readonly WorklistEntry[];
  /** All jobs, in the order in which they came: those that wait or run, and the last ones that ended. */
  readonly jobs: readonly JobSummary[];
  /** Name of the folder that results are written to; null: they are kept in memory only. */
  readonly folderName: string | null;
  readonly isOpen: boolean;
}

export const useWorklist = create<WorklistState>()(() => ({
  entries: [],
  jobs: [],
  folderName: null,
  isOpen: false,
}));

/** Takes the list as it is now; it comes into view when it gets its first scans. */
export function putEntries(entries: readonly WorklistEntry[]): void {
  useWorklist.setState((before) => ({
    entries,
    isOpen: entries.length > 0 && (before.isOpen || before.entries.length === 0),
  }));
}

export function changeEntry(entry: WorklistEntry): void {
  useWorklist.setState(({ entries }) => ({
    entries: entries.map((before) => (before.id === entry.id ? entry : before)),
  }));
}

/** Scans that Segment all would put into the queue. */
export function countToSegment(entries: readonly WorklistEntry[]): number {
  return entries.filter(({ state }) => state === 'listed' || state === 'failed' || state === 'cancelled')
    .length;
}
