import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Vec3 } from '../../contract/geometry.ts';
import type { TensorMessage } from '../../contract/inference.ts';
import type { InferenceRunner } from '../../inference/runner.ts';
import { SessionRunner } from '../../inference/sessions.ts';
import { pasteBlock } from '../../labels/block.ts';
import { fusedGraphPath } from '../../pipeline/graphCache.ts';
import { segmentVolume } from '../../pipeline/segment.ts';
import { readNifti } from '../../volume/readNifti.ts';
import { writeFolder } from '../writeFolder.ts';
import { bundleOf, importHere, casesFolder, readCase } from './testing.ts';

const names = readdirSync(casesFolder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));

const sessions = new SessionRunner();
const home = mkdtemp(join(tmpdir(), 'volscope-cases-'));
afterAll(async () => {
  await sessions.release();
  await rm(await home, { recursive: true });
});

/** Keeps what goes into the network and what comes out, before either is changed in place. */
function recorder() {
  const seen: { input?: Float32Array; logits?: Float32Array } = {};
  const copy = ({ data }: TensorMessage) => Float32Array.from(data);
  const runner: InferenceRunner = {
    load: (spec) => sessions.load(spec),
    run: (spec, feeds) => sessions.run(spec, feeds),
    runWindows: async (spec, input, plan, options) => {
      seen.input = unpadded(input, plan.keepKji.start, plan.keepKji.end);
      const result = await sessions.runWindows(spec, input, plan, options);
      // Where labels are decided on window by window, the logits are had by a second run.
      const logits = plan.decide
        ? await sessions.runWindows(spec, input, { ...plan, decide: undefined })
        : result;
      seen.logits = copy(logits.outputs['logits']);
      return result;
    },
  };
  return { seen, runner };
}

function unpadded({ data, dims }: TensorMessage, start: readonly number[], end: readonly number[]) {
  const values: number[] = [];
  for (let k = start[0]; k < end[0]; k++)
    for (let j = start[1]; j < end[1]; j++)
      values.push(
        ...data.subarray((k * dims[1] + j) * dims[2] + start[2], (k * dims[1] + j) * dims[2] + end[2]),
      );
  return Float32Array.from(values);
}

/** Every n-th voxel of each channel [k, j, i], in the goldens' C order. */
function samples(values: Float32Array, [ni, nj, nk]: Vec3, stride: number): number[] {
  const found: number[] = [];
  for (let origin = 0; origin < values.length; origin += ni * nj * nk)
    for (let i = 0; i < ni; i += stride)
      for (let j = 0; j < nj; j += stride)
        for (let k = 0; k < nk; k += stride) found.push(values[origin + i + ni * (j + nj * k)]);
  return found;
}

function largestDifference(found: readonly number[], expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  return found.reduce((largest, value, n) => Math.max(largest, Math.abs(value - expected[n])), 0);
}

/** Per label, the voxels in C order against ours (i fastest). */
function dicePerLabel(found: Uint8Array, expected: Uint8Array, [ni, nj, nk]: Vec3): Map<number, number> {
  const [both, sum] = [new Map<number, number>(), new Map<number, number>()];
  const count = (map: Map<number, number>, label: number) => map.set(label, (map.get(label) ?? 0) + 1);
  for (let i = 0, n = 0; i < ni; i++)
    for (let j = 0; j < nj; j++)
      for (let k = 0; k < nk; k++, n++) {
        const ours = found[i + ni * (j + nj * k)];
        count(sum, ours);
        count(sum, expected[n]);
        if (ours === expected[n]) count(both, ours);
      }
  return new Map([...sum].map(([label, voxels]) => [label, (2 * (both.get(label) ?? 0)) / voxels]));
}

describe.each(names)('the bundle "%s" against MONAI', (name) => {
  test('network input, logits and labels', async () => {
    const golden = readCase(name);
    const bytes = new Uint8Array(gunzipSync(readFileSync(join(casesFolder, `${name}.bin.gz`)))).buffer;
    const perChannel = golden.inputShape.reduce((n, size) => n * Math.ceil(size / golden.stride), 1);
    const expectedInput = new Float32Array(bytes, 0, perChannel);
    const expectedLogits = new Float32Array(bytes, 4 * perChannel, golden.channels * perChannel);
    const expectedLabels = new Uint8Array(bytes, 4 * perChannel * (1 + golden.channels));

    const { manifest, network } = await importHere(bundleOf(name, golden));
    const place = join(await home, name);
    await writeFolder(place, 'test', { 'model.onnx': network });
    const modelPath = await fusedGraphPath(
      { manifest, folder: place, origin: 'imported' },
      'int16',
      await home,
    );

    const volume = await readNifti(join(casesFolder, `${golden.scan}.nii.gz`));
    const { seen, runner } = recorder();
    const session = { modelPath, provider: 'cpu', threads: 1 } as const;
    const result = await segmentVolume(volume, manifest.recipe, { session, runner });
    expect(result.network.grid.shapeIjk).toEqual(golden.inputShape);
    const at = (values?: Float32Array) =>
      samples(values ?? new Float32Array(), golden.inputShape, golden.stride);
    expect(largestDifference(at(seen.input), expectedInput)).toBeLessThan(1e-4);
    expect(largestDifference(at(seen.logits), expectedLogits)).toBeLessThan(1e-3);

    // Where a bundle inverts nothing MONAI's labels stay on the network's grid.
    const inverted = JSON.stringify(golden.config).includes('"Invertd"');
    const shape = inverted ? volume.grid.shapeIjk : result.network.grid.shapeIjk;
    expect(shape).toEqual(golden.labelShape);
    const labels = pasteBlock(inverted ? result.scan.mask : result.network.mask, shape);
    for (const [label, dice] of dicePerLabel(labels, expectedLabels, shape))
      expect(dice, `label ${label}`).toBeGreaterThanOrEqual(0.999);
  }, 60_000);
});
