import { setImmediate } from 'node:timers/promises';
import { labelSurface } from '../labels/surface.ts';
import type { FusedRecipe } from '../onnx/index.ts';
import { orientationOf } from '../volume/orientation.ts';
import type { VoxelGrid } from '../volume/volume.ts';
import { labelsOfLogits } from './labelsOfLogits.ts';
import { prepareInput } from './prepare.ts';

/** As most CT is stored: from left to right and from front to back. */
const LPS = [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

const EDGE = 48;
const RECIPE: FusedRecipe = {
  intensity: { fromHu: 0, toHu: 1 },
  crop: 'foreground',
  resample: { shapeIjk: [EDGE, EDGE, EDGE] },
  threshold: 0,
  keepLargest: true,
};

/** After this many rounds V8 has compiled the loops: more made nothing faster. */
const ROUNDS = 4;

/** Runs what comes after the network on a small ball, a round at a time, so that V8 has compiled it when the first mask comes. */
export async function warmUpLabels(): Promise<void> {
  const { scan, logits } = ball();
  const input = prepareInput(scan, RECIPE);
  for (let round = 0; round < ROUNDS; round++) {
    await setImmediate();
    labelsOfLogits(scan, logits, RECIPE, input, 0);
  }
}

/** The same for what makes a surface of a mask. */
export async function warmUpSurface(): Promise<void> {
  const { scan, logits } = ball();
  const { mask } = labelsOfLogits(scan, logits, RECIPE, prepareInput(scan, RECIPE), 0).scan;
  for (let round = 0; round < ROUNDS; round++) {
    await setImmediate();
    labelSurface(mask, scan.grid);
  }
}

/** A ball that reaches the grid's border, so that the mask's box is the whole grid, and a voxel apart from it. */
function ball(): { scan: VoxelGrid; logits: Float32Array } {
  const middle = (EDGE - 1) / 2;
  const logits = new Float32Array(EDGE ** 3);
  for (let k = 0, at = 0; k < EDGE; k++)
    for (let j = 0; j < EDGE; j++)
      for (let i = 0; i < EDGE; i++, at++)
        logits[at] = middle + 0.6 - Math.hypot(i - middle, j - middle, k - middle);
  logits[0] = 1;
  const grid = { shapeIjk: [EDGE, EDGE, EDGE], affineIjkToRas: LPS } as const;
  const scan = { grid, orientation: orientationOf(LPS), voxelsHu: new Int16Array(logits.length).fill(1) };
  return { scan, logits };
}
