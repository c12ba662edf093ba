import { create } from 'zustand';
import type { LabelBlock, SegmentStage, Surface } from '../../main/contract/engine.ts';
import type { Grid, VoxelBox } from '../../main/contract/geometry.ts';
import type { LabelClass } from '../../main/contract/manifest.ts';
import type { Report } from '../../main/contract/report.ts';
import { voxelOffset } from '../geometry/grid.ts';

/** Labels on the scan's own grid, uint8, i fastest; all of them lie inside `box`. */
export interface LabelMap {
  readonly box: VoxelBox;
  readonly labels: Uint8Array;
}

export interface SegmentationResult {
  readonly classes: readonly LabelClass[];
  readonly mask: LabelMap;
  readonly contour: LabelMap;
  readonly report: Report;
}

export interface RunProgress {
  readonly stage: SegmentStage | 'starting';
  readonly fraction: number;
  /** performance.now() of the moment Segment was pressed. */
  readonly startedAt: number;
  readonly processor: string;
}

export interface OverlayDisplay {
  readonly visible: boolean;
  /** 0 to 1, of the fill. */
  readonly opacity: number;
  readonly outline: boolean;
  readonly shown: 'mask' | 'contour';
}

interface SegmentationState {
  readonly run: RunProgress | null;
  readonly result: SegmentationResult | null;
  readonly surface: Surface | null;
  readonly display: OverlayDisplay;
}

export const useSegmentation = create<SegmentationState>()(() => ({
  run: null,
  result: null,
  surface: null,
  display: { visible: true, opacity: 0.35, outline: true, shown: 'mask' },
}));

/** Puts the engine's block back on the scan's whole grid. */
export function toLabelMap(grid: Grid, block: LabelBlock): LabelMap {
  const { shapeIjk } = grid;
  const { start, end } = block.box;
  const labels = new Uint8Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]);
  const row = end[0] - start[0];
  let from = 0;
  for (let k = start[2]; k < end[2]; k += 1) {
    for (let j = start[1]; j < end[1]; j += 1, from += row) {
      labels.set(block.voxels.subarray(from, from + row), voxelOffset(shapeIjk, [start[0], j, k]));
    }
  }
  return { box: block.box, labels };
}

export function changeDisplay(changes: Partial<OverlayDisplay>): void {
  useSegmentation.setState((state) => ({ display: { ...state.display, ...changes } }));
}

export function forgetSegmentation(): void {
  useSegmentation.setState({ run: null, result: null, surface: null });
}

/** Something was found: there is a mask to show and to export. */
export function hasMask({ result }: Pick<SegmentationState, 'result'>): boolean {
  return result !== null && result.report.mask.voxels > 0;
}

/** The label map that is on screen, if any. */
export function shownLabelMap(state: SegmentationState): LabelMap | null {
  return state.result && hasMask(state) && state.display.visible ? state.result[state.display.shown] : null;
}
