import type { RecipeStep, StepOf } from '../../contract/recipe.ts';
import { percentile } from './percentile.ts';

export type IntensityStep = StepOf<
  | 'scaleIntensityRange'
  | 'scaleIntensity'
  | 'multiplyIntensity'
  | 'normalizeIntensity'
  | 'clipIntensityPercentiles'
>;

const kinds: ReadonlySet<string> = new Set<IntensityStep['kind']>([
  'scaleIntensityRange',
  'scaleIntensity',
  'multiplyIntensity',
  'normalizeIntensity',
  'clipIntensityPercentiles',
]);

export function isIntensityStep(step: RecipeStep): step is IntensityStep {
  return kinds.has(step.kind);
}

/** Carries out an intensity step of MONAI's in place. */
export function applyIntensity(values: Float32Array, step: IntensityStep): void {
  switch (step.kind) {
    case 'scaleIntensityRange':
      return scaleRange(values, step);
    case 'scaleIntensity':
      return scaleToRange(values, step);
    case 'multiplyIntensity':
      return mapValues(values, (x) => x * (1 + step.factor));
    case 'normalizeIntensity':
      return normalize(values, step);
    case 'clipIntensityPercentiles':
      return clipPercentiles(values, step);
  }
}

const { fround } = Math;

/** In the steps of MONAI's float32 arithmetic; where from[0] = from[1] it only shifts. */
function scaleRange(values: Float32Array, { from, to, clip }: StepOf<'scaleIntensityRange'>): void {
  const [aMin, aMax] = from;
  const [bMin, bMax] = to ?? [0, 1];
  if (aMax === aMin) return mapValues(values, (x) => x - aMin + (to ? bMin : 0));
  const [lowest, highest] = clip && to ? [bMin, bMax] : [-Infinity, Infinity];
  mapValues(values, (x) => {
    const scaled = fround(fround(x - aMin) / (aMax - aMin));
    const mapped = to ? fround(scaled * (bMax - bMin)) + bMin : scaled;
    return Math.min(Math.max(mapped, lowest), highest);
  });
}

/** MONAI's rescale_array: a constant volume becomes itself times `to[0]`. */
function scaleToRange(values: Float32Array, { to }: StepOf<'scaleIntensity'>): void {
  let [min, max] = [Infinity, -Infinity];
  for (let n = 0; n < values.length; n++) {
    if (values[n] < min) min = values[n];
    if (values[n] > max) max = values[n];
  }
  if (min === max) return mapValues(values, (x) => x * to[0]);
  const range = fround(max - min);
  mapValues(values, (x) => fround(fround(fround(x - min) / range) * (to[1] - to[0])) + to[0]);
}

/** A standard deviation or divisor of 0 counts as 1; where no voxel counts nothing changes. */
function normalize(values: Float32Array, step: StepOf<'normalizeIntensity'>): void {
  const counts = (x: number) => !step.nonzero || x !== 0;
  let [voxels, sum] = [0, 0];
  for (let n = 0; n < values.length; n++)
    if (counts(values[n])) {
      voxels++;
      sum += values[n];
    }
  if (voxels === 0) return;
  const mean = sum / voxels;
  let squares = 0;
  if (step.divisor === null)
    for (let n = 0; n < values.length; n++) if (counts(values[n])) squares += (values[n] - mean) ** 2;
  const subtrahend = fround(step.subtrahend ?? mean);
  const divisor = fround(step.divisor ?? Math.sqrt(squares / voxels)) || 1;
  mapValues(values, (x) => (counts(x) ? fround(x - subtrahend) / divisor : x));
}

function clipPercentiles(values: Float32Array, step: StepOf<'clipIntensityPercentiles'>): void {
  const lowest = step.lower === null ? -Infinity : percentile(values, step.lower);
  const highest = step.upper === null ? Infinity : percentile(values, step.upper);
  mapValues(values, (x) => Math.min(Math.max(x, lowest), highest));
}

function mapValues(values: Float32Array, map: (x: number) => number): void {
  for (let n = 0; n < values.length; n++) values[n] = map(values[n]);
}
