import { expect, test } from 'vitest';
import type { Measurement } from '../contract/measurement.ts';
import type { Report } from '../contract/report.ts';
import { sentence } from '../contract/sentence.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';
import { describeVolume } from '../volume/volume.ts';
import { exportedReport } from './exportedReport.ts';
import { LabelGroup } from './labelGroup.ts';

const folder = temporaryFolder();

const runsReport: Report = {
  ...{ version: '0.1.0', scan: 'scan.nii.gz', shape: [4, 4, 4], orientation: 'RAS', spacingMm: [1, 1, 1] },
  model: { id: 'spleen', sha256: 'abc' },
  provider: { name: 'cpu', device: 'CPU (2 threads)' },
  cropBox: { start: [0, 0, 0], end: [4, 4, 4] },
  mask: { voxels: 64, ml: 0.064, meanHu: 0, sdHu: 0, minHu: 0, maxHu: 0, medianHu: 0 },
  segments: [
    { value: 1, name: 'Spleen', voxels: 64, ml: 0.064, meanHu: 0, sdHu: 0, minHu: 0, maxHu: 0, medianHu: 0 },
  ],
  network: { maskVoxels: 64, contourVoxels: 60 },
  seconds: { load: 0, graph: 0, post: 0, restore: 0, save: 0, total: 0 },
  ...{ peakRssMb: 1, notes: ['A note of the run.'] },
};

/** HU = i. The model found a cube of 2 x 2 x 2. */
async function segmentedScan() {
  const values = Int16Array.from({ length: 64 }, (_, n) => n % 4);
  const sform = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const path = await folder.write('scan.nii.gz', niftiBytes({ shape: [4, 4, 4], values, sform }));
  const volume = await readNifti(path);
  const segments = [{ value: 1, name: 'Spleen', colour: '#ff8000', locked: false }];
  const about = { groupId: 'm', name: 'Model', origin: 'model' as const, segments, report: runsReport };
  const block = { box: { start: [0, 0, 0], end: [2, 2, 2] }, voxels: new Uint8Array(8).fill(1) } as const;
  const group = new LabelGroup(volume, about, block);
  const info = describeVolume(volume, 'scan', 'scan.nii.gz');
  return { group, scan: { info, path, volume, loadSeconds: 0, groups: new Map([['m', group]]) } };
}

test('the exported report of an edited mask has the numbers of that mask, not of the run', async () => {
  const { scan, group } = await segmentedScan();
  expect(exportedReport(scan, group, [])).toMatchObject({
    mask: { voxels: 8, meanHu: 0.5 },
    edits: 0,
  });

  // Voxel (3, 0, 0) is painted.
  group.apply({ runs: Uint32Array.of(3, 1), before: Uint8Array.of(0), after: Uint8Array.of(1) });
  group.about = { ...group.about, segments: [{ ...group.about.segments[0], name: 'Milz' }] };
  const report = exportedReport(scan, group, []);
  const numbers = { voxels: 9, ml: 0.009, meanHu: 7 / 9, minHu: 0, maxHu: 3, medianHu: 1 };
  expect(report.mask).toMatchObject(numbers);
  expect(report.segments).toEqual([expect.objectContaining({ value: 1, name: 'Milz', ...numbers })]);
  expect(report.edits).toBe(1);
  // What was run stays on record.
  const { model, provider, notes } = runsReport;
  expect(report).toMatchObject({ model, provider, notes });
});

test('notes are English in the exported report, whatever the window shows', async () => {
  const { scan, group } = await segmentedScan();
  const shown = { ...group.about, report: { ...runsReport, notes: ['Volumen 0 von 2 (4D-Datei).'] } };
  const own = new LabelGroup(scan.volume, shown, group.block(), [sentence`Volume ${0} of ${2} (4D file).`]);
  expect(exportedReport(scan, own, []).notes).toEqual(['Volume 0 of 2 (4D file).']);
});

test('a report of what was measured needs no segments', async () => {
  const { scan } = await segmentedScan();
  const measurement: Measurement = {
    ...{ id: 'a', kind: 'rectangle', name: 'Cyst', visible: true, sliceAxis: 1 },
    ...{ rightRas: [-1, 0, 0], upRas: [0, 0, 1] },
    pointsRas: [
      [0.5, 2, -0.5],
      [3.5, 2, 1.5],
    ],
  };
  const report = exportedReport(scan, null, [measurement]);
  expect(report).toMatchObject({ scan: 'scan.nii.gz', shape: [4, 4, 4], segments: [], notes: [], edits: 0 });
  expect(report).not.toHaveProperty('mask');
  expect(report.measurements).toEqual([
    {
      ...{ kind: 'rectangle', name: 'Cyst', plane: 'coronal', slice: 2, pointsRas: measurement.pointsRas },
      ...{ areaMm2: 6, widthMm: 3, heightMm: 2, voxels: 6, meanHu: 2, minHu: 1, maxHu: 3 },
      sdHu: Math.sqrt(2 / 3),
    },
  ]);
});
