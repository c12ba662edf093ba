import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Tensor } from 'onnxruntime-node';
import type { Vec3 } from '../../contract/geometry.ts';
import type { FusedRecipe } from '../fuse/fusedRecipe.ts';
import { rasView } from '../../volume/orientation.ts';
import { readNifti } from '../../volume/readNifti.ts';
import { boxShape, readRasBox } from '../../volume/reorient.ts';

const reference = 'fixtures/reference/cptac-pda_C3N-00249_ct_small';

interface ReferenceFile {
  readonly file: string;
  readonly sha256: string;
}

interface Reference {
  readonly cropBoxRAS: readonly (readonly [number, number])[];
  readonly golden: Readonly<Record<'input' | 'logitDiff' | 'mask', ReferenceFile>>;
}

const info = JSON.parse(readFileSync(`${reference}/reference.json`, 'utf8')) as Reference;

/** The recipe of the default model, on a grid of this shape. */
export function recipeOfShape(shapeIjk: Vec3): FusedRecipe {
  return {
    intensity: { fromHu: -57, toHu: 164 },
    crop: 'foreground',
    resample: { shapeIjk },
    threshold: 0,
    keepLargest: true,
  };
}

/** The sample scan's crop and averaging matrices: what a fused graph takes. */
export async function sampleFeeds(shapeIjk: Vec3): Promise<Record<string, Tensor>> {
  const scan = await readNifti('samples/cptac-pda_C3N-00249_ct_small.nii.gz');
  const [r, a, s] = info.cropBoxRAS;
  const box = { start: [r[0], a[0], s[0]] as const, end: [r[1], a[1], s[1]] as const };
  const crop = readRasBox(scan.voxelsHu, rasView(scan.grid.shapeIjk, scan.orientation), box) as Int16Array;
  const [i, j, k] = boxShape(box);
  const [ni, nj, nk] = shapeIjk;
  return {
    volume: new Tensor(crop, [k, j, i]),
    resampleI: new Tensor(
      averaging(i, ni, (output, input) => input * ni + output),
      [i, ni],
    ),
    resampleJ: new Tensor(
      averaging(j, nj, (output, input) => output * j + input),
      [nj, j],
    ),
    resampleK: new Tensor(
      averaging(k, nk, (output, input) => output * k + input),
      [nk, k],
    ),
  };
}

/** Adaptive average pooling from `size` to `count` as a matrix, written by the definition in PyTorch. */
function averaging(size: number, count: number, at: (output: number, input: number) => number): Float32Array {
  const matrix = new Float32Array(size * count);
  for (let output = 0; output < count; output++) {
    const start = Math.floor((output * size) / count);
    const end = Math.ceil(((output + 1) * size) / count);
    for (let input = start; input < end; input++) matrix[at(output, input)] = 1 / (end - start);
  }
  return matrix;
}

function referenceBytes({ file, sha256 }: ReferenceFile): ArrayBuffer {
  const bytes = Uint8Array.from(gunzipSync(readFileSync(`${reference}/${file}`)));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${file} is damaged.`);
  return bytes.buffer;
}

/** What MONAI makes of the sample scan, every 7th voxel of 224 x 224 x 224; indexed [i, j, k] with k fastest. */
export function referenceSamples(what: 'input' | 'logitDiff'): Float32Array {
  return new Float32Array(referenceBytes(info.golden[what]));
}

/** MONAI's mask of the sample scan, 224 x 224 x 224, indexed [i, j, k] with k fastest. */
export function referenceMask(): Uint8Array {
  return new Uint8Array(referenceBytes(info.golden.mask));
}

/** Largest difference between MONAI's samples and a volume [k, j, i] of 224 x 224 x 224. */
export function largestSampleDifference(volume: Float32Array, samples: Float32Array): number {
  let largest = 0;
  for (let i = 0, sample = 0; i < 32; i++)
    for (let j = 0; j < 32; j++)
      for (let k = 0; k < 32; k++, sample++) {
        const value = volume[7 * (i + 224 * (j + 224 * k))];
        largest = Math.max(largest, Math.abs(value - samples[sample]));
      }
  return largest;
}
