import { beforeEach, expect, test } from 'vitest';
import type { WorklistEntry } from '../../main/contract/worklist.ts';
import { changeEntry, countToSegment, putEntries, useWorklist } from './worklist.ts';

const entry = (id: string, changes: Partial<WorklistEntry> = {}): WorklistEntry => ({
  ...{ id, name: `${id}.nii.gz`, state: 'listed', volumeMl: null, thumbnail: null, message: '' },
  ...changes,
});

beforeEach(() => useWorklist.setState(useWorklist.getInitialState()));

test('the list comes into view with its first scans, stays hidden once it was hidden, and goes with its last', () => {
  putEntries([entry('a')]);
  expect(useWorklist.getState().isOpen).toBe(true);
  useWorklist.setState({ isOpen: false });
  putEntries([entry('a'), entry('b')]);
  expect(useWorklist.getState().isOpen).toBe(false);
  useWorklist.setState({ isOpen: true });
  putEntries([]);
  expect(useWorklist.getState().isOpen).toBe(false);
});

test('a change is that of its entry alone, and Segment all counts what has no mask and is not on its way', () => {
  const states = ['listed', 'queued', 'running', 'done', 'failed', 'cancelled'] as const;
  const before = states.map((state) => entry(state, { state }));
  putEntries(before);
  expect(countToSegment(before)).toBe(3);
  changeEntry(entry('listed', { state: 'done', volumeMl: 180.3 }));
  const { entries } = useWorklist.getState();
  expect(entries[0]).toMatchObject({ state: 'done', volumeMl: 180.3 });
  expect(entries.slice(1)).toEqual(before.slice(1));
  expect(countToSegment(entries)).toBe(2);
});
