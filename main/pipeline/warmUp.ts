import { setImmediate } from 'node:timers/promises';
import { pasteBlock } from '../labels/block.ts';
import { segmentStatistics } from '../labels/segmentStatistics.ts';
import { segmentSurface } from '../labels/surface.ts';
import type { FusedRecipe } from '../onnx/index.ts';
import { orientationOf } from '../volume/orientation.ts';
import type { VoxelGrid } from '../volume/volume.ts';
import { labelsOfLogits } from './labelsOfLogits.ts';
import { prepareInput } from './prepare.ts';

/** As most CT is stored: from left to right and from front to back. */
const LPS = [-0.8, 0, 0, 12.5, 0, -0.8, 0, 12.5, 0, 0, 2.5, -0.5, 0, 0, 0, 1];

/** No multiple of a word's bits, so that rows end within one as most scans' do. */
const EDGE = 47;
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

/** The same for what follows a mask and each edit of it: the numbers and the surface of a segment, one part of which is thin. */
export async function warmUpSegments(): Promise<void> {
  const { scan, logits } = ball();
  const { mask } = labelsOfLogits(scan, logits, RECIPE, prepareInput(scan, RECIPE), 0).scan;
  const labels = pasteBlock(mask, scan.grid.shapeIjk);
  const inCorner = 3 * (EDGE * EDGE + EDGE + 1);
  labels.fill(1, inCorner, inCorner + EDGE / 4);
  const { grid, voxelsHu } = scan;
  const labelled = { labels, voxelsHu, ...grid, voxelVolumeMm3: 1, axialAxis: 2 } as const;
  for (let round = 0; round < ROUNDS; round++) {
    await setImmediate();
    const [{ box }] = segmentStatistics(labelled, [1]);
    segmentSurface(labels, grid, 1, box ?? undefined);
  }
}

/**
 * A rough ball that reaches the grid's border, so that the mask's box is the whole grid, and a voxel apart from it. Rough, since
 * what a smooth one never comes to (runs that join, words cut at any bit) V8 would compile anew in the midst of the first mask.
 */
function ball(): { scan: VoxelGrid; logits: Float32Array } {
  const middle = (EDGE - 1) / 2;
  const logits = new Float32Array(EDGE ** 3);
  for (let k = 0, at = 0; k < EDGE; k++)
    for (let j = 0; j < EDGE; j++)
      for (let i = 0; i < EDGE; i++, at++) {
        const roughness = 2 * Math.sin(i) * Math.sin(j) * Math.sin(k);
        logits[at] = middle + 0.6 + roughness - Math.hypot(i - middle, j - middle, k - middle);
      }
  logits[0] = 1;
  const grid = { shapeIjk: [EDGE, EDGE, EDGE], affineIjkToRas: LPS } as const;
  const voxelsHu = Int16Array.from(logits, (_, n) => n % 100);
  return { scan: { grid, orientation: orientationOf(LPS), voxelsHu }, logits };
}
