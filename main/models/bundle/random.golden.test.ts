import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { TensorMessage } from '../../contract/inference.ts';
import type { InferenceRunner } from '../../inference/runner.ts';
import { SessionRunner } from '../../inference/sessions.ts';
import { pasteBlock } from '../../labels/block.ts';
import { fusedGraphPath, voxelTypeOf } from '../../pipeline/graphCache.ts';
import { preprocess } from '../../pipeline/preprocess/preprocess.ts';
import { segmentVolume } from '../../pipeline/segment.ts';
import { readNifti } from '../../volume/readNifti.ts';
import { importModel } from '../testing/importModel.ts';

const bundle = 'fixtures/bundles/random';
const runner = new SessionRunner();
const home = mkdtemp(join(tmpdir(), 'volscope-bundle-'));
afterAll(async () => {
  await runner.release();
  await rm(await home, { recursive: true });
});

/** A golden array: gzip of float32 in C order (k fastest). */
function golden(file: string): Float32Array {
  return new Float32Array(new Uint8Array(gunzipSync(readFileSync(`${bundle}/golden/${file}`))).buffer);
}

/** Every 5th voxel of a channel [k, j, i], in C order. */
function* samples(values: Float32Array, [ni, nj, nk]: readonly number[], channel = 0) {
  const origin = channel * ni * nj * nk;
  for (let i = 0; i < ni; i += 5)
    for (let j = 0; j < nj; j += 5)
      for (let k = 0; k < nk; k += 5) yield values[origin + i + ni * (j + nj * k)];
}

function largestDifference(found: Iterable<number>, expected: Float32Array): number {
  let [largest, n] = [0, 0];
  for (const value of found) largest = Math.max(largest, Math.abs(value - expected[n++]));
  expect(n).toBe(expected.length);
  return largest;
}

function dice(found: Uint8Array, expected: ArrayLike<number>, label: number): number {
  let [both, sum] = [0, 0];
  for (let n = 0; n < found.length; n++) {
    const [a, b] = [found[n] === label, expected[n] === label];
    both += a && b ? 1 : 0;
    sum += (a ? 1 : 0) + (b ? 1 : 0);
  }
  return (2 * both) / sum;
}

test("a zoo bundle's resampled input, sliding-window logits and labels are MONAI's", async () => {
  const model = await importModel(bundle, { bundled: 'models', home: await home });
  const { recipe, classes, licence, id } = model.manifest;
  expect({ id, licence, classes: classes.map(({ name }) => name) }).toEqual({
    id: 'random-unet-a',
    licence: 'Apache-2.0',
    classes: ['spleen'],
  });

  const volume = await readNifti('samples/cptac-pda_C3N-00249_ct_small.nii.gz');
  const prepared = preprocess(volume, recipe.steps);
  expect(prepared.grid.shapeIjk).toEqual([301, 301, 90]);
  const input = samples(prepared.voxels, prepared.grid.shapeIjk);
  expect(largestDifference(input, golden('resampled_s5.f32.gz'))).toBeLessThan(1e-5);

  const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), await home);
  const session = { modelPath, provider: 'cpu', threads: 2 } as const;
  let logits: TensorMessage | undefined;
  const runWindows: InferenceRunner['runWindows'] = async (...of) => {
    const result = await runner.runWindows(...of);
    const { type, data, dims } = result.outputs['logits'];
    // A copy, for what comes after works in place.
    logits = { type, data: Float32Array.from(data), dims };
    return result;
  };
  const told: string[] = [];
  const result = await segmentVolume(volume, recipe, {
    session,
    runner: {
      load: (...of) => runner.load(...of),
      run: (spec, feeds) => runner.run(spec, feeds),
      runWindows,
    },
    onStage: (stage, detail) => told.push(detail ? `${stage} ${detail.done}/${detail.total}` : stage),
  });
  expect(told).toContain('network 36/36');
  expect(logits?.dims).toEqual([2, 90, 301, 301]);
  const values = logits?.data as Float32Array;
  const both = [...samples(values, prepared.grid.shapeIjk, 0), ...samples(values, prepared.grid.shapeIjk, 1)];
  expect(largestDifference(both, golden('logits_s5.f32.gz'))).toBeLessThan(1e-3);

  const labels = pasteBlock(result.scan.mask, volume.grid.shapeIjk);
  const expected = await readNifti(`${bundle}/golden/labels.nii.gz`);
  for (const label of [0, 1]) expect(dice(labels, expected.voxelsHu, label)).toBeGreaterThanOrEqual(0.999);
  expect(result.segments.map(({ value }) => value)).toEqual([1]);
  expect(result.segments[0].statistics.voxels).toBe(result.statistics.voxels);
}, 120_000);
