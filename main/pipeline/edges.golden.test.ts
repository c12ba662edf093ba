import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { vec3Schema } from '../contract/geometry.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';
import { everyThirtySecond, segmenter } from './testing.ts';

/** What MONAI makes of scans that are computed: fixtures/edges/make_goldens.py has the same formula. */
const caseSchema = z.object({
  shape: vec3Schema,
  centre: vec3Schema,
  weights: vec3Schema,
  spread: z.number(),
  divisor: z.number(),
  cropBox: z.array(z.tuple([z.number(), z.number()])),
  maskVoxels: z.number(),
  contourVoxels: z.number(),
  restoredVoxels: z.number(),
  logitDiff: z.array(z.number()).length(7 ** 3),
});
type Case = z.infer<typeof caseSchema>;

const file = fileURLToPath(new URL('../../fixtures/edges/goldens.json', import.meta.url));
const cases = z.record(z.string(), caseSchema).parse(JSON.parse(readFileSync(file, 'utf8')));

const folder = temporaryFolder();
const { segment, logitDifference } = segmenter();

const ras = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

async function scanOf({ shape, centre, weights, spread, divisor }: Case) {
  const values: number[] = [];
  const square = (x: number, axis: number) => weights[axis] * (x - centre[axis]) ** 2;
  for (let k = 0; k < shape[2]; k++)
    for (let j = 0; j < shape[1]; j++)
      for (let i = 0; i < shape[0]; i++) {
        const blob = Math.floor((square(i, 0) + square(j, 1) + square(k, 2)) / spread);
        const clipped = Math.max(-1000 * divisor, Math.min(1000 * divisor, 160 * divisor - blob));
        values.push(clipped + ((i * 31 + j * 17 + k * 7) % 40));
      }
  const slope = 1 / divisor;
  return readNifti(await folder.write('scan.nii', niftiBytes({ shape, values, sform: ras, slope })));
}

describe.each(Object.entries(cases))('a scan that is %s', (_, golden) => {
  test('is cropped, resized, segmented and restored as by MONAI', async () => {
    const volume = await scanOf(golden);
    expect(volume.voxelsHu).toBeInstanceOf(golden.divisor === 1 ? Int16Array : Float32Array);
    const logits = everyThirtySecond(await logitDifference(volume), [224, 224, 224]);
    const largest = Math.max(...logits.map((value, n) => Math.abs(value - golden.logitDiff[n])));
    expect(largest).toBeLessThan(2e-4);

    const { cropBoxRas, network, statistics } = await segment(volume);
    expect([0, 1, 2].map((axis) => [cropBoxRas.start[axis], cropBoxRas.end[axis]])).toEqual(golden.cropBox);
    // Single voxels within rounding of the threshold may fall either way.
    expect(Math.abs(network.maskVoxels - golden.maskVoxels)).toBeLessThanOrEqual(3);
    expect(Math.abs(network.contourVoxels - golden.contourVoxels)).toBeLessThanOrEqual(27);
    expect(Math.abs(statistics.voxels - golden.restoredVoxels)).toBeLessThanOrEqual(1);
  });
});
