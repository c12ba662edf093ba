import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Measurement } from '../contract/measurement.ts';
import { temporaryFolder } from '../volume/testing.ts';
import { MeasurementFiles, type MeasuredFile } from './measurementFiles.ts';

const folder = temporaryFolder();

const grid = {
  shapeIjk: [4, 4, 4],
  affineIjkToRas: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
} as const;
const scan: MeasuredFile = { path: '/scans/a.nii.gz', name: 'a.nii.gz', grid };
const other: MeasuredFile = { ...scan, grid: { ...grid, shapeIjk: [4, 4, 5] } };

const distance = (name: string): Measurement => ({
  ...{ id: name, kind: 'distance', name, visible: true, sliceAxis: 2 },
  ...{ rightRas: [-1, 0, 0], upRas: [0, 1, 0] },
  pointsRas: [
    [0, 0, 1],
    [3, 4, 1],
  ],
});

test('what was measured in a scan is there again for that scan, and for no other grid', async () => {
  const home = await folder.path('home');
  await new MeasurementFiles(home).write(scan, [distance('a'), distance('b')]);
  const later = new MeasurementFiles(home);
  expect(await later.read(scan)).toEqual([distance('a'), distance('b')]);
  expect(await later.read(other)).toEqual([]);
  expect(await later.read({ ...scan, path: '/scans/b.nii.gz' })).toEqual([]);
});

test('of changes in quick succession the last one stays, and nothing is left of those before', async () => {
  const home = await folder.path('quick');
  const files = new MeasurementFiles(home);
  await Promise.all(['a', 'b', 'c'].map((name) => files.write(scan, [distance(name)])));
  expect(await files.read(scan)).toEqual([distance('c')]);
  expect(await readdir(join(home, 'measurements'))).toHaveLength(1);
  await files.write(scan, []);
  expect(await readdir(join(home, 'measurements'))).toEqual([]);
});

test('a file that can not be read is set aside with a sentence, and the next one takes its place', async () => {
  const home = await folder.path('broken');
  const files = new MeasurementFiles(home);
  await files.write(scan, [distance('a')]);
  const [name] = await readdir(join(home, 'measurements'));
  const path = join(home, 'measurements', name);
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40));
  await expect(files.read(scan)).rejects.toThrow(/a\.nii\.gz can't be read; it was set aside/);
  expect(await files.read(scan)).toEqual([]);
  expect(await readdir(join(home, 'measurements'))).toEqual([`${name}.broken`]);
});

test('where it can not be written, it says so', async () => {
  const home = await folder.write('file', Buffer.from('no folder'));
  await expect(new MeasurementFiles(home).write(scan, [distance('a')])).rejects.toThrow("can't be written");
});
