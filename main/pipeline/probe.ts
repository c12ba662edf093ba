import type { Manifest } from '../contract/manifest.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { InferenceRunner, Tensors } from '../inference/runner.ts';
import { areaMatrix, transpose } from './areaMatrix.ts';

/** Small enough to take milliseconds, large enough for every layer of a network that halves its grid four times. */
const PROBE_GRID = 32;
const PROBE_SIZE = 40;

/** Far above rounding (1e-4, TF32 1e-2), far below a provider that computes something else. */
const TOLERANCE = 0.1;

/** A model with the same network on a grid that is quick to run. */
export function probeManifest(manifest: Manifest): Manifest {
  const shapeIjk = [PROBE_GRID, PROBE_GRID, PROBE_GRID] as const;
  const steps = manifest.recipe.steps.map((step) => (step.kind === 'resize' ? { ...step, shapeIjk } : step));
  return { ...manifest, recipe: { ...manifest.recipe, steps } };
}

/**
 * Runs the network once on a provider and on the CPU, with the same made-up volume. Throws VolscopeError('inference')
 * where the provider can't run it; returns a sentence where its numbers are not the CPU's, else undefined.
 */
export async function probeProvider(
  provider: ProviderName,
  modelPath: string,
  runner: InferenceRunner,
): Promise<Sentence | undefined> {
  const feeds = probeFeeds();
  const expected = await runner.run({ modelPath, provider: 'cpu', threads: 1 }, feeds);
  const found = await runner.run({ modelPath, provider, threads: 1 }, feeds);
  const difference = largestDifference(expected.outputs, found.outputs);
  return difference < TOLERANCE
    ? undefined
    : sentence`its numbers differ from the CPU's by ${difference.toPrecision(2)}`;
}

/**
 * A ball of soft tissue in air, with a gradient, so that every axis and the clipping matter; for a graph whose grid has
 * `grid` voxels along each axis.
 */
export function probeFeeds(grid = PROBE_GRID): Tensors {
  const n = PROBE_SIZE;
  const voxels = new Int16Array(n ** 3);
  for (let k = 0, at = 0; k < n; k++)
    for (let j = 0; j < n; j++)
      for (let i = 0; i < n; i++, at++) {
        const inside = Math.hypot(i - n / 2, j - n / 2.5, k - n / 3) < n / 3;
        voxels[at] = inside ? 2 * i + 3 * j - k : -1000;
      }
  const matrix = areaMatrix(n, grid);
  const dims = [grid, n];
  return {
    volume: { type: 'int16', data: voxels, dims: [n, n, n] },
    resampleI: { type: 'float32', data: transpose(matrix, grid, n), dims: [n, grid] },
    resampleJ: { type: 'float32', data: matrix, dims },
    resampleK: { type: 'float32', data: matrix, dims },
  };
}

function largestDifference(a: Tensors, b: Tensors): number {
  const [x, y] = [a['logitDiff'].data, b['logitDiff'].data];
  let largest = x.length === y.length ? 0 : Infinity;
  for (let n = 0; n < x.length; n++) {
    const difference = Math.abs(x[n] - y[n]);
    // NaN must count as different, so "not smaller" instead of "larger".
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
