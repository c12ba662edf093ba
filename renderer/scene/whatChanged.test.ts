import { expect, test } from 'vitest';
import type { SegmentGroup } from '../stores/segmentation.ts';
import { slicesLookAsBefore } from './whatChanged.ts';

const group: SegmentGroup = {
  ...{
    groupId: 'a',
    name: 'Spleen',
    origin: 'model',
    report: null,
    removed: [],
    statistics: [],
    surfaces: {},
  },
  segments: [],
  map: { labels: new Uint8Array(8), box: { start: [0, 0, 0], end: [2, 2, 2] } },
};
const before = { run: null, groups: [group], activeGroupId: 'a', activeValue: 1 };
const after = (changes: Partial<SegmentGroup>) => ({ ...before, groups: [{ ...group, ...changes }] });

test('numbers, a surface or another name change nothing on the slices; labels, colours and groups do', () => {
  const surface = {
    positionsRas: new Float32Array(9),
    normalsRas: new Float32Array(9),
    triangles: new Uint32Array(3),
  };
  for (const unseen of [{ statistics: [] }, { surfaces: { 1: surface } }, { name: 'Milz' }])
    expect(slicesLookAsBefore(after(unseen), before)).toBe(true);
  // Painted in place: the same labels in a new map.
  expect(slicesLookAsBefore(after({ map: { ...group.map } }), before)).toBe(false);
  expect(slicesLookAsBefore(after({ segments: [] }), before)).toBe(false);
  expect(slicesLookAsBefore(after({ groupId: 'b' }), before)).toBe(false);
  expect(slicesLookAsBefore({ ...before, groups: [group, group] }, before)).toBe(false);
  expect(slicesLookAsBefore({ ...before, activeGroupId: null }, before)).toBe(false);
});
