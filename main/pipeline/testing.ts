import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3 } from '../contract/geometry.ts';
import type { Recipe } from '../contract/recipe.ts';
import { SessionRunner } from '../inference/sessions.ts';
import { pasteBlock } from '../labels/block.ts';
import { findModel } from '../models/index.ts';
import { fusedRecipeOf } from '../onnx/index.ts';
import type { Volume } from '../volume/volume.ts';
import { fusedGraphPath, voxelTypeOf } from './graphCache.ts';
import { prepareInput } from './prepare.ts';
import { segmentVolume, type Segmentation } from './segment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A real CT with what MONAI makes of it; `present` is false for the large one where only the project is checked out. */
export interface GoldenScan {
  readonly name: string;
  readonly present: boolean;
  readonly path: string;
  readonly reference: string;
}

const small = 'cptac-pda_C3N-00249_ct_small';
const large = 'cptac-pda_C3N-00249_ct';
const shared = join(root, '..', 'shared');

export const smallScan: GoldenScan = {
  name: small,
  present: true,
  path: join(root, 'samples', `${small}.nii.gz`),
  reference: join(root, 'fixtures', 'reference', small),
};

export const largeScan: GoldenScan = {
  name: large,
  present: existsSync(join(shared, 'data', `${large}.nii.gz`)),
  path: join(shared, 'data', `${large}.nii.gz`),
  reference: join(shared, 'reference', large),
};

/** A golden array: gzip of raw values in C order (k fastest), axes R, A, S. */
export function goldenBytes(scan: GoldenScan, file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gunzipSync(readFileSync(join(scan.reference, file))));
}

/** A block pasted into its whole grid, with the axes' memory order turned round to C order. */
export function inCOrder(block: LabelBlock, shapeIjk: Vec3): Uint8Array {
  const [ni, nj, nk] = shapeIjk;
  const whole = pasteBlock(block, shapeIjk);
  const turned = new Uint8Array(whole.length);
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) for (let i = 0; i < ni; i++, n++) turned[(i * nj + j) * nk + k] = whole[n];
  return turned;
}

/** Every 32nd voxel of each axis, in the goldens' C order (k fastest). */
export function everyThirtySecond(values: Float32Array, [ni, nj, nk]: Vec3): number[] {
  const found: number[] = [];
  for (let i = 0; i < ni; i += 32)
    for (let j = 0; j < nj; j += 32)
      for (let k = 0; k < nk; k += 32) found.push(values[i + ni * (j + nj * k)]);
  return found;
}

/** The bundled model on the CPU; its session is freed after the file's tests. */
export function segmenter() {
  const runner = new SessionRunner();
  const cache = mkdtemp(join(tmpdir(), 'volscope-test-'));
  afterAll(async () => {
    await runner.release();
    await rm(await cache, { recursive: true });
  });
  const prepare = async (volume: Volume) => {
    const model = await findModel(
      { bundled: join(root, 'models'), home: await cache },
      'spleen-monai-tutorial',
    );
    const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), await cache);
    return { recipe: model.manifest.recipe, session: { modelPath, provider: 'cpu', threads: 2 } as const };
  };
  return {
    /** By the model's own recipe, or with parts of it changed. */
    segment: async (volume: Volume, changes: Partial<Recipe> = {}): Promise<Segmentation> => {
      const { recipe, session } = await prepare(volume);
      return segmentVolume(volume, { ...recipe, ...changes }, { session, runner });
    },
    /** The fused graph's output, on the network's grid, i fastest. */
    logitDifference: async (volume: Volume): Promise<Float32Array> => {
      const { recipe, session } = await prepare(volume);
      const fused = fusedRecipeOf(recipe);
      if (!fused) throw new Error('The bundled model has a fused recipe.');
      const { outputs } = await runner.run(session, prepareInput(volume, fused).feeds);
      return outputs['logitDiff'].data as Float32Array;
    },
  };
}
