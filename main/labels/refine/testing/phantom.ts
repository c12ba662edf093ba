import type { LabelBlock } from '../../../contract/labels.ts';
import type { Vec3 } from '../../../contract/geometry.ts';
import { wholeBox } from '../../block.ts';
import { makeAnatomy, type Anatomy } from './anatomy.ts';
import { blurred } from '../blur.ts';
import { directionField, normal, randomNumbers } from './random.ts';

export interface PhantomOptions {
  readonly seed: number;
  readonly spacingMm: Vec3;
  /** SD of the noise in HU. */
  readonly noiseHu: number;
  /** 1: an organ of some 200 mL. */
  readonly scale?: number;
  /** How much larger than the organ the mask is, e.g. 1.25. */
  readonly volumeRatio?: number;
}

/** A CT of known truth, with a mask that is too large unevenly, as the default model's are. */
export interface Phantom {
  readonly voxelsHu: Int16Array<ArrayBuffer>;
  readonly shapeIjk: Vec3;
  readonly spacingMm: Vec3;
  readonly truth: Uint8Array<ArrayBuffer>;
  readonly mask: LabelBlock;
  /** What a network might say: 0 at the mask's border, some 0.5 a mm inwards, noisy. */
  readonly logitDifference: Float32Array<ArrayBuffer>;
}

/** SD in mm, within a slice, of the scanner's blur and of the one that correlates its noise. */
const BLUR_MM = 0.7;
const NOISE_MM = 0.9;

export function makePhantom(options: PhantomOptions): Phantom {
  const { seed, spacingMm, noiseHu, scale = 1, volumeRatio = 1.25 } = options;
  const random = randomNumbers(seed);
  const anatomy = makeAnatomy(random, scale);
  const shape = anatomy.radiiMm.map((mm, axis) => Math.ceil((2 * (mm + 16)) / spacingMm[axis]));
  const shapeIjk: Vec3 = [shape[0], shape[1], shape[2]];
  const outside = sampled(shapeIjk, spacingMm, anatomy.outsideMm);
  const { clean, truth } = scanned(anatomy, outside, shapeIjk, spacingMm);

  const signal = blurred(clean, shapeIjk, [BLUR_MM / spacingMm[0], BLUR_MM / spacingMm[1], 0]);
  const noise = noiseField(random, shapeIjk, spacingMm, NOISE_MM, 0.3);
  const voxelsHu = new Int16Array(signal.length).map((_, n) => Math.round(signal[n] + noiseHu * noise[n]));

  const uneven = directionField(random, 2);
  const growth = sampled(shapeIjk, spacingMm, (x, y, z) => {
    const length = Math.hypot(x, y, z) || 1;
    return 2.2 * uneven(x / length, y / length, z / length);
  });
  const more = growthFor(outside, growth, truth, volumeRatio);
  const doubt = noiseField(random, shapeIjk, spacingMm, 4, 1);
  const logitDifference = new Float32Array(outside.length).map((_, n) =>
    Math.max(-8, Math.min(8, 0.5 * (growth[n] + more - outside[n]) + 0.4 * doubt[n])),
  );
  const voxels = new Uint8Array(outside.length).map((_, n) => (logitDifference[n] > 0 ? 1 : 0));
  const mask = { box: wholeBox(shapeIjk), voxels };
  return { voxelsHu, shapeIjk, spacingMm, truth, mask, logitDifference };
}

/** A function of the place (mm from the middle) at each voxel's centre. */
function sampled(
  [ni, nj, nk]: Vec3,
  [mmI, mmJ, mmK]: Vec3,
  at: (x: number, y: number, z: number) => number,
): Float32Array {
  const values = new Float32Array(ni * nj * nk);
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++)
      for (let i = 0; i < ni; i++, n++)
        values[n] = at((i - (ni - 1) / 2) * mmI, (j - (nj - 1) / 2) * mmJ, (k - (nk - 1) / 2) * mmK);
  return values;
}

/** The mean HU of 2 x 2 x 3 points of each voxel, so that borders have their partial volume; truth: most of them inside. */
function scanned(anatomy: Anatomy, outside: Float32Array, [ni, nj, nk]: Vec3, [mmI, mmJ, mmK]: Vec3) {
  const count = 12;
  const clean = new Float32Array(outside.length);
  const truth = new Uint8Array(outside.length);
  const farMm = Math.max(mmI, mmJ, mmK) * 1.5;
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++)
      for (let i = 0; i < ni; i++, n++) {
        const [x, y, z] = [(i - (ni - 1) / 2) * mmI, (j - (nj - 1) / 2) * mmJ, (k - (nk - 1) / 2) * mmK];
        if (outside[n] < -farMm || outside[n] > 16) {
          clean[n] = anatomy.huAt(x, y, z, outside[n]);
          truth[n] = outside[n] < 0 ? 1 : 0;
          continue;
        }
        let [sum, inside] = [0, 0];
        for (let p = 0; p < count; p++) {
          const px = x + ((p & 1) / 2 - 1 / 4) * mmI;
          const py = y + (((p >> 1) & 1) / 2 - 1 / 4) * mmJ;
          const pz = z + ((p >> 2) / 3 - 1 / 3) * mmK;
          const d = anatomy.outsideMm(px, py, pz);
          if (d < 0) inside++;
          sum += anatomy.huAt(px, py, pz, d);
        }
        clean[n] = sum / count;
        truth[n] = 2 * inside > count ? 1 : 0;
      }
  return { clean, truth };
}

/** How many mm more make the mask `ratio` times as large as the truth. */
function growthFor(outside: Float32Array, growth: Float32Array, truth: Uint8Array, ratio: number): number {
  const wanted = ratio * truth.reduce((sum, voxel) => sum + voxel, 0);
  let [low, high] = [-5, 15];
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2;
    let count = 0;
    for (let n = 0; n < outside.length; n++) if (outside[n] < growth[n] + middle) count++;
    if (count < wanted) low = middle;
    else high = middle;
  }
  return low;
}

/** Noise of SD 1, correlated in the slice over `mm` (sd of the blur) and from slice to slice over `slices`. */
function noiseField(
  random: () => number,
  shapeIjk: Vec3,
  spacingMm: Vec3,
  mm: number,
  slices: number,
): Float32Array {
  const white = new Float32Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]).map(() => normal(random));
  const smooth = blurred(white, shapeIjk, [mm / spacingMm[0], mm / spacingMm[1], slices]);
  const squares = smooth.reduce((sum, value) => sum + value * value, 0);
  const sd = Math.sqrt(squares / smooth.length);
  return smooth.map((value) => value / sd);
}
