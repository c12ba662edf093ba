import type { Affine, Grid, Vec3 } from '../../main/contract/geometry.ts';
import { paintStroke, type BrushTip } from '../../main/edits/brush.ts';
import { EditHistory } from '../../main/edits/editHistory.ts';
import { paintLasso } from '../../main/edits/lasso.ts';
import { paintRule } from '../../main/edits/paint.ts';
import { applyChange } from '../../main/edits/labelChange.ts';
import { applyPatch, diffPatch } from '../../main/edits/patch.ts';
import { PatchRecorder } from '../../main/edits/patchRecorder.ts';
import { wholeBox, pasteBlock } from '../../main/labels/block.ts';
import {
  fillHoles,
  growSegment,
  interpolateSlices,
  keepLargestIsland,
  removeIslands,
  smoothSegment,
} from '../../main/labels/edit.ts';
import { shearedAxes } from '../../main/labels/edit/shearedGrid.ts';
import { labelMapOf } from '../../main/labels/labelMapFile.ts';
import { resampleLabels } from '../../main/labels/resampleLabels.ts';
import { segmentStatistics } from '../../main/labels/segmentStatistics.ts';
import { segmentSurface } from '../../main/labels/surface.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import type { Benchmark } from '../lib/outcome.ts';
import { inRoot } from '../lib/paths.ts';
import { spreadOf } from '../lib/statistics.ts';

const maskPath = inRoot('fixtures', 'reference', 'cptac-pda_C3N-00249_ct_small', 'mask.nii.gz');
const shapeIjk: Vec3 = [512, 512, 102];
const spacingMm: Vec3 = [0.8828125, 0.8828125, 3];
/** Slices 1 mm further up each: some 18 degrees. */
const tiltedAffine: Affine = [-spacingMm[0], 0, 0, 0, 0, -spacingMm[1], 1, 0, 0, 0, 3, 0, 0, 0, 0, 1];
/** The grid of a whole abdomen around the mask's own. */
const grid: Grid = {
  shapeIjk,
  affineIjkToRas: [-spacingMm[0], 0, 0, 231.1, 0, -spacingMm[1], 0, 386.1, 0, 0, 3, -326.5, 0, 0, 0, 1],
};
const STROKE_POINTS = 200;

/** What a user waits for while editing: the reference's spleen on 512x512x102 voxels, each figure in ms. */
export const editsBenchmark: Benchmark = async ({ runs }) => {
  const small = labelMapOf(await readNifti(maskPath), 'mask.nii.gz');
  const labels = pasteBlock(resampleLabels(small.labels, small.grid, grid), shapeIjk);
  const voxelsHu = Int16Array.from(labels, (_, n) => ((n * 7919) % 400) - 150);
  const rows: (readonly [string, readonly number[], number])[] = [
    ...strokes(labels, voxelsHu),
    ...wholeEdits(labels, voxelsHu, runs),
  ];
  return {
    tables: [
      {
        title: 'Editing a spleen on 512x512x102 voxels, ms',
        header: ['', 'first', 'best', 'median', 'worst', 'wanted'],
        rows: rows.map(([name, times, limit]) => {
          const { min, median, max } = spreadOf(times);
          return [name, ...[times[0], min, median, max].map((ms) => ms.toFixed(2)), `< ${limit}`];
        }),
      },
    ],
    notes: [
      `A stroke is ${STROKE_POINTS} points with a radius of 10 mm; its figures are those of one point.`,
    ],
    data: rows.map(([name, times, limit]) => ({ name, times, limit })),
  };
};

function strokes(labels: Uint8Array, voxelsHu: Int16Array): [string, number[], number][] {
  const tips: Record<string, BrushTip> = {
    sphere: { radiusMm: 10 },
    'disc, axial': { radiusMm: 10, acrossAxis: 2 },
    'disc, sagittal': { radiusMm: 10, acrossAxis: 0 },
  };
  return Object.entries(tips).flatMap(([name, tip]): [string, number[], number][] => {
    const canvas = { labels: labels.slice(), voxelsHu, ...grid };
    const rule = paintRule({ value: 2, rangeHu: [0, 150], lockedValues: [3] });
    const recorder = new PatchRecorder();
    const points: number[] = [];
    let from: Vec3 = [330, 270, 45];
    for (let n = 0; n < STROKE_POINTS; n++) {
      const to: Vec3 = [330 + 80 * Math.sin(n / 20), 270 + 60 * Math.sin(n / 13), 45 + 10 * Math.sin(n / 30)];
      points.push(timed(() => paintStroke(canvas, rule, recorder, tip, from, to)));
      from = to;
    }
    const history = new EditHistory();
    const end = timed(() => history.push('Brush', recorder.finish(canvas.labels), shapeIjk));
    const undo = timed(() => applyStep(canvas.labels, history.undo()));
    return [
      [`stroke, ${name}`, points, 8],
      [`its end, ${name}`, [end], 50],
      [`its undo, ${name}`, [undo], 50],
    ];
  });
}

function wholeEdits(labels: Uint8Array, voxelsHu: Int16Array, runs: number): [string, number[], number][] {
  const segment = { labels, shapeIjk, spacingMm, value: 1 };
  const tilted = { ...segment, sheared: shearedAxes(tiltedAffine) };
  const everyFifth = labels.map((label, n) =>
    Math.floor(n / shapeIjk[0] / shapeIjk[1]) % 5 === 0 ? label : 0,
  );
  const history = new EditHistory();
  const organ = diffPatch(labels, new Uint8Array(labels.length), wholeBox(shapeIjk), shapeIjk);
  history.push('Delete', organ, shapeIjk);
  const edited = labels.slice();
  applyPatch(edited, organ);
  const corners = [
    [-1, -1],
    [512, -1],
    [512, 512],
    [-1, 512],
  ] as const;
  const scan = { labels, voxelsHu, ...grid, voxelVolumeMm3: 2.34, axialAxis: 2 } as const;
  const works: Record<string, [() => unknown, number]> = {
    'undo and redo of the whole organ': [
      () => {
        applyStep(edited, history.undo());
        applyStep(edited, history.redo());
      },
      100,
    ],
    'lasso round everything': [
      () =>
        paintLasso(
          { labels: labels.slice(), shapeIjk },
          paintRule({ value: 0, onlyOver: 1 }),
          new PatchRecorder(),
          { acrossAxis: 2, corners },
        ),
      300,
    ],
    'fill holes': [() => fillHoles(segment), 300],
    'fill holes, axial': [() => fillHoles(segment, 2), 300],
    'fill holes, sagittal': [() => fillHoles(segment, 0), 300],
    'keep largest': [() => keepLargestIsland(segment), 300],
    'remove islands': [() => removeIslands(segment, 0.5), 300],
    'grow by 3 mm': [() => growSegment(segment, 3), 300],
    'grow by 10 mm': [() => growSegment(segment, 10), 300],
    'shrink by 3 mm': [() => growSegment(segment, -3), 300],
    'smooth by 3 mm': [() => smoothSegment(segment, 3), 300],
    'grow by 10 mm, tilted gantry': [() => growSegment(tilted, 10), 300],
    'shrink by 3 mm, tilted gantry': [() => growSegment(tilted, -3), 300],
    'smooth by 3 mm, tilted gantry': [() => smoothSegment(tilted, 3), 300],
    'interpolate between every 5th slice': [
      () => interpolateSlices({ ...segment, labels: everyFifth }, 2),
      300,
    ],
    statistics: [() => segmentStatistics(scan, [1]), 100],
    surface: [() => segmentSurface(labels, grid, 1), 200],
  };
  return Object.entries(works).map(([name, [work, limit]]) => [
    name,
    Array.from({ length: Math.max(2, runs) }, () => timed(work)),
    limit,
  ]);
}

function applyStep(labels: Uint8Array, step: ReturnType<EditHistory['undo']>) {
  if (step) applyChange(labels, step.change);
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
