import type { LabelPatch } from '../contract/patch.ts';
import type { JournalIdentity, JournalSegments } from './journalFile.ts';

/** What journal.test.ts and the process that it kills share. */

export const identity: JournalIdentity = {
  scanPath: '/scans/a.nii.gz',
  scanName: 'a.nii.gz',
  shapeIjk: [64, 64, 40],
  affineIjkToRas: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  groupId: 'g1',
  groupName: 'Segments',
  startedAt: '2024-05-01T10:00:00.000Z',
};

export const segments: JournalSegments = [{ value: 1, name: 'Spleen', colour: '#ff0000', locked: true }];

/** The n-th of a row of edits: every other voxel, some 80 kB a record, each value after the one before. */
export function testPatch(n: number): LabelPatch {
  const count = 32 * 64 * 20;
  return {
    runs: Uint32Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? 2 * at : 1)),
    before: new Uint8Array(count).fill(n % 200),
    after: new Uint8Array(count).fill((n + 1) % 200),
  };
}
