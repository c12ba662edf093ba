import { setImmediate } from 'node:timers/promises';
import { labelSurface } from '../labels/surface.ts';
import type { FusedRecipe } from '../onnx/index.ts';
import { orientationOf } from '../volume/orientation.ts';
import type { VoxelGrid } from '../volume/volume.ts';
import { labelsOfLogits } from './labelsOfLogits.ts';
import { prepareInput } from './prepare.ts';

/** As most CT is stored: from left to right and from front to back. */
const LPS = [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** How long a warm-up may take. */
export interface WarmUp {
  /** Voxels along each edge of the volume that it runs on. */
  readonly edge: number;
  readonly rounds: number;
}

/** Where nothing waits: more made nothing faster. */
const thorough: WarmUp = { edge: 48, rounds: 4 };
/** Beside a load on two cores, which V8's own threads are taken from: half of the gain for a quarter of the time. */
export const brief: WarmUp = { edge: 24, rounds: 2 };

/** Runs what comes after the network on a small ball, a round at a time, so that V8 has compiled it when the first mask comes. */
export async function warmUpLabels({ edge, rounds }: WarmUp = thorough): Promise<void> {
  const { scan, logits, recipe } = ball(edge);
  const input = prepareInput(scan, recipe);
  for (let round = 0; round < rounds; round++) {
    await setImmediate();
    labelsOfLogits(scan, logits, recipe, input, 0);
  }
}

/** The same for what makes a surface of a mask. */
export async function warmUpSurface({ edge, rounds }: WarmUp = thorough): Promise<void> {
  const { scan, logits, recipe } = ball(edge);
  const { mask } = labelsOfLogits(scan, logits, recipe, prepareInput(scan, recipe), 0).scan;
  for (let round = 0; round < rounds; round++) {
    await setImmediate();
    labelSurface(mask, scan.grid);
  }
}

/** A ball that reaches the grid's border, so that the mask's box is the whole grid, and a voxel apart from it. */
function ball(edge: number): { scan: VoxelGrid; logits: Float32Array; recipe: FusedRecipe } {
  const middle = (edge - 1) / 2;
  const logits = new Float32Array(edge ** 3);
  for (let k = 0, at = 0; k < edge; k++)
    for (let j = 0; j < edge; j++)
      for (let i = 0; i < edge; i++, at++)
        logits[at] = middle + 0.6 - Math.hypot(i - middle, j - middle, k - middle);
  logits[0] = 1;
  const shapeIjk = [edge, edge, edge] as const;
  const grid = { shapeIjk, affineIjkToRas: LPS };
  const scan = { grid, orientation: orientationOf(LPS), voxelsHu: new Int16Array(logits.length).fill(1) };
  const recipe: FusedRecipe = {
    intensity: { fromHu: 0, toHu: 1 },
    crop: 'foreground',
    ...{ resample: { shapeIjk }, threshold: 0, keepLargest: true },
  };
  return { scan, logits, recipe };
}
