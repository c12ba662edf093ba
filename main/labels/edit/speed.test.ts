import { describe, expect, it } from 'vitest';
import type { Grid, Vec3 } from '../../contract/geometry.ts';
import { paintStroke } from '../../edits/brush.ts';
import { EditHistory } from '../../edits/editHistory.ts';
import { paintRule } from '../../edits/paint.ts';
import { applyPatch } from '../../edits/patch.ts';
import { PatchRecorder } from '../../edits/patchRecorder.ts';
import { pasteBlock } from '../block.ts';
import { resampleLabels } from '../resampleLabels.ts';
import { segmentStatistics } from '../segmentStatistics.ts';
import { segmentSurface } from '../surface.ts';
import { referenceRestored } from '../testing.ts';
import { fillHoles } from './fillHoles.ts';
import { growSegment } from './growSegment.ts';
import { interpolateSlices } from './interpolateSlices.ts';
import { keepLargestIsland } from './islands.ts';
import { emptyPatch } from './segmentMask.ts';
import { smoothSegment } from './smoothSegment.ts';

/** The reference's spleen on the grid of a whole abdomen: what a user waits for, in ms. The best of three counts (of the
 * points the 95th percentile), for machines are shared. */
const shapeIjk: Vec3 = [512, 512, 102];
const spacingMm: Vec3 = [0.8828125, 0.8828125, 3];
const [di, dj, dk] = spacingMm;
const grid: Grid = { shapeIjk, affineIjkToRas: [-di, 0, 0, 231, 0, -dj, 0, 386, 0, 0, dk, -326, 0, 0, 0, 1] };
const restored = referenceRestored();
const labels = pasteBlock(resampleLabels(restored.mask, restored, grid), shapeIjk);
const voxelsHu = new Int16Array(labels.length);
const segment = { labels, shapeIjk, spacingMm, value: 1 };

function best(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
}

describe('editing a spleen on 512x512x102 voxels', () => {
  it('takes less than 8 ms a point with a sphere of 10 mm, and 50 ms to undo', () => {
    const canvas = { labels: labels.slice(), voxelsHu, shapeIjk, spacingMm };
    const rule = paintRule({ value: 2, rangeHu: [-10, 10], lockedValues: [3] });
    const recorder = new PatchRecorder();
    const times: number[] = [];
    let from: Vec3 = [330, 270, 45];
    for (let n = 0; n < 200; n++) {
      const to: Vec3 = [330 + 80 * Math.sin(n / 20), 270 + 60 * Math.sin(n / 13), 45];
      const started = performance.now();
      paintStroke(canvas, rule, recorder, { radiusMm: 10 }, from, to);
      times.push(performance.now() - started);
      from = to;
    }
    times.sort((a, b) => a - b);
    expect(times[Math.floor(0.95 * times.length)]).toBeLessThan(8);
    const history = new EditHistory();
    history.push('Brush', recorder.finish(canvas.labels));
    expect(history.bytes).toBeLessThan(50_000);
    const undoAndRedo = () => {
      for (const step of [history.undo(), history.redo()])
        applyPatch(canvas.labels, step?.patch ?? emptyPatch());
    };
    expect(best(undoAndRedo)).toBeLessThan(100);
    history.undo();
    expect(history.undoName).toBeUndefined();
  });

  it.each<[string, number, () => unknown]>([
    ['fill holes', 300, () => fillHoles(segment)],
    ['fill holes in axial slices', 300, () => fillHoles(segment, 2)],
    ['keep the largest island', 300, () => keepLargestIsland(segment)],
    ['grow by 5 mm', 300, () => growSegment(segment, 5)],
    ['shrink by 5 mm', 300, () => growSegment(segment, -5)],
    ['smooth by 3 mm', 300, () => smoothSegment(segment, 3)],
    ['interpolate between slices', 300, () => interpolateSlices(segment, 2)],
    [
      'compute statistics',
      100,
      () => segmentStatistics({ ...segment, voxelsHu, voxelVolumeMm3: 2.3, axialAxis: 2 }, [1]),
    ],
    ['make the surface', 200, () => segmentSurface(labels, grid, 1)],
  ])('takes no longer to %s than %i ms', (_, limit, work) => {
    expect(best(work)).toBeLessThan(limit);
  });
});
