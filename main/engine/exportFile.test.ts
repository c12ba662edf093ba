import { NodeIO } from '@gltf-transform/core';
import { expect, test } from 'vitest';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';
import { describeVolume } from '../volume/volume.ts';
import { exportBytes } from './exportFile.ts';
import { LabelGroup } from './labelGroup.ts';

const folder = temporaryFolder();

/** Liver and cyst side by side, and a segment that nothing was drawn in. */
async function drawnScan() {
  const bytes = niftiBytes({ shape: [12, 10, 8], values: new Int16Array(960) });
  const path = await folder.write('scan.nii.gz', bytes);
  const volume = await readNifti(path);
  const names = ['Liver', 'Cyst', 'Empty'];
  const colour = '#ff8000';
  const segments = names.map((name, n) => ({ value: n + 1, name, colour, locked: false }));
  const about = { groupId: 'drawn', name: 'Drawn', origin: 'drawn' as const, segments, report: null };
  const voxels = Uint8Array.from({ length: 6 * 4 * 4 }, (_, n) => (n % 6 < 3 ? 1 : 2));
  const group = new LabelGroup(volume, about, { box: { start: [2, 2, 2], end: [8, 6, 6] }, voxels });
  const info = describeVolume(volume, 'scan', 'scan.nii.gz');
  return { group, scan: { info, path, volume, loadSeconds: 0, groups: new Map([['drawn', group]]) } };
}

test('OBJ and GLB hold an object of its name for each segment that has a voxel', async () => {
  const { scan, group } = await drawnScan();
  const obj = new TextDecoder().decode(await exportBytes(scan, group, 'surfaceObj'));
  expect(obj.match(/^o .*$/gm)).toEqual(['o Liver', 'o Cyst']);
  const glb = await new NodeIO().readBinary(await exportBytes(scan, group, 'surfaceGlb'));
  const nodes = glb.getRoot().listNodes();
  expect(nodes.map((node) => node.getName())).toEqual(['Liver', 'Cyst']);
});

test('segments without a voxel give a sentence and no file', async () => {
  const { scan, group } = await drawnScan();
  const empty = new LabelGroup(group.scan, group.about);
  for (const what of ['surface', 'surfaceObj', 'surfaceGlb'] as const)
    await expect(exportBytes(scan, empty, what)).rejects.toThrow('no surface to export');
});
