import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reportSchema } from '../contract/report.ts';
import { bundleOf, casesFolder, readCase } from '../models/bundle/testing.ts';
import { temporaryFolder } from '../volume/testing.ts';

const cli = fileURLToPath(new URL('../../dist/main/cli.mjs', import.meta.url));
const folder = temporaryFolder();

async function volscope(...args: string[]): Promise<string> {
  const env = { ...process.env, VOLSCOPE_HOME: await folder.path('home') };
  return (await promisify(execFile)(process.execPath, [cli, ...args], { env })).stdout;
}

/** The voxels of a label file behind its header. */
const labelsOf = (path: string) => gunzipSync(readFileSync(path)).subarray(352);

test('a bundle of three classes is imported, and segments into one label map with a row a class', async () => {
  const name = 'gaussian-four-classes';
  const golden = readCase(name);
  const channel_def = { 0: 'background', 1: 'liver', 2: 'spleen', 3: 'left kidney' };
  const metadata = { network_data_format: { outputs: { pred: { channel_def } } } };
  const place = await folder.path(name);
  for (const [path, bytes] of bundleOf(name, golden, golden.config, metadata).files) {
    mkdirSync(join(place, path, '..'), { recursive: true });
    writeFileSync(join(place, path), bytes);
  }
  expect(await volscope('models', 'import', place, '--as', 'organs')).toContain('Imported organs');

  const [scan, out] = [await folder.path('scan.nii.gz'), await folder.path('out')];
  cpSync(join(casesFolder, `${golden.scan}.nii.gz`), scan);
  const json = await volscope(
    'segment',
    scan,
    '--out',
    out,
    '--model',
    'organs',
    '--provider',
    'cpu',
    '--json',
  );
  const { segments, mask, seconds } = reportSchema.parse(JSON.parse(json));
  expect(segments.map((each) => [each.value, each.name])).toEqual([
    [1, 'liver'],
    [2, 'spleen'],
    [3, 'left kidney'],
  ]);
  expect(segments.reduce((sum, each) => sum + each.voxels, 0)).toBe(mask.voxels);
  expect(seconds.total).toBeGreaterThan(0);

  const labels = labelsOf(join(out, 'scan_mask.nii.gz'));
  const contours = labelsOf(join(out, 'scan_contour.nii.gz'));
  for (const { value, voxels } of segments) {
    expect(labels.filter((label) => label === value)).toHaveLength(voxels);
    expect(contours.filter((label) => label === value).length).toBeGreaterThan(0);
  }
  expect(contours.every((value, n) => value === 0 || value === labels[n])).toBe(true);
}, 60_000);
