import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Affine, Grid, Vec3, VoxelBox } from '../../contract/geometry.ts';
import type { Recipe, RecipeStep, StepOf } from '../../contract/recipe.ts';
import { affineColumn, affineFromColumns, applyAffine } from '../../volume/affine.ts';
import { axesView } from '../../volume/axesView.ts';
import { foregroundBox } from '../../volume/foregroundBox.ts';
import type { RasView } from '../../volume/orientation.ts';
import { rasBoxAffine, readRasBox } from '../../volume/reorient.ts';
import type { HuVoxels, Volume } from '../../volume/volume.ts';
import { resizedAffine } from '../prepare.ts';
import { areaTaps, identityTaps, linearTaps, nearestTaps, stepTaps, type AxisTaps } from './axisTaps.ts';
import { cropVolume } from './cropVolume.ts';
import { padTaps } from './composeTaps.ts';
import { applyIntensity, isIntensityStep } from './intensity.ts';
import { resampleVolume } from './resampleVolume.ts';
import { spacingGrid } from './spacingGrid.ts';

/** One spatial step's way back along each axis, from its output to its input. */
export type WayBack = (mode: Recipe['restore']['mode']) => readonly [AxisTaps, AxisTaps, AxisTaps];

/** What the steps of a recipe make of a scan. */
export interface Preprocessed {
  /** How the scan's axes are turned to the recipe's. */
  readonly view: RasView;
  /** The network's input, i fastest. */
  readonly voxels: Float32Array;
  readonly grid: Grid;
  /** Of the crop, along the view's axes; the whole scan where nothing is cropped before it is resampled. */
  readonly cropBox: VoxelBox;
  /** The spatial steps' ways back, the first step's first. */
  readonly waysBack: readonly WayBack[];
}

interface State {
  readonly voxels: HuVoxels;
  readonly shape: Vec3;
  readonly affine: Affine;
}

/**
 * Carries out a recipe's steps on a scan, as MONAI's transforms do.
 * @throws VolscopeError('input') where there is nothing to segment, or the scan's axes can't be brought to another spacing.
 */
export function preprocess(volume: Volume, steps: readonly RecipeStep[]): Preprocessed {
  const { shapeIjk, affineIjkToRas } = volume.grid;
  // Turning axes changes no value, so that it may come first wherever the intensity steps are.
  const axes = steps.find((step) => step.kind === 'orientation')?.axes;
  const view = axesView(shapeIjk, volume.orientation, axes);
  const whole: VoxelBox = { start: [0, 0, 0], end: view.shapeRas };
  const affine = rasBoxAffine(affineIjkToRas, shapeIjk, view, whole);
  let state: State = { voxels: readRasBox(volume.voxelsHu, view, whole), shape: view.shapeRas, affine };
  let cropBox: VoxelBox | undefined;
  const waysBack: WayBack[] = [];
  for (const step of steps) {
    if (step.kind === 'orientation') continue;
    if (isIntensityStep(step)) {
      const values = asFloat(state.voxels);
      applyIntensity(values, step);
      state = { ...state, voxels: values };
      continue;
    }
    const spatial = step.kind === 'cropForeground' ? crop(state, step) : resample(state, step);
    if (spatial.box && waysBack.length === 0) cropBox = spatial.box;
    waysBack.push(spatial.wayBack);
    state = spatial.state;
  }
  return {
    view,
    voxels: asFloat(state.voxels),
    grid: { shapeIjk: state.shape, affineIjkToRas: state.affine },
    cropBox: cropBox ?? whole,
    waysBack,
  };
}

/** Float voxels are this function's own by now and may be changed in place; whole numbers are copied. */
function asFloat(voxels: HuVoxels): Float32Array<ArrayBuffer> {
  return voxels instanceof Float32Array ? voxels : Float32Array.from(voxels);
}

interface SpatialResult {
  readonly state: State;
  readonly wayBack: WayBack;
  readonly box?: VoxelBox;
}

function crop({ voxels, shape, affine }: State, step: StepOf<'cropForeground'>): SpatialResult {
  const tight = foregroundBox(voxels, shape, step.above);
  if (!tight)
    throw new VolscopeError(
      'input',
      sentence`The scan has nothing above the value that the model takes for background, so there is nothing to segment; check that it is a CT in Hounsfield units.`,
    );
  const start = vec3((axis) => {
    const from = tight.start[axis] - step.margin[axis];
    return step.padded ? from : Math.max(0, from);
  });
  const end = vec3((axis) => {
    const to = tight.end[axis] + step.margin[axis];
    return step.padded ? to : Math.min(shape[axis], to);
  });
  const cropped = vec3((axis) => end[axis] - start[axis]);
  const back = [0, 1, 2].map((axis) => padTaps(cropped[axis], shape[axis], start[axis]));
  return {
    state: {
      voxels: cropVolume(voxels, shape, { start, end }),
      shape: cropped,
      affine: affineFromColumns(columnsOf(affine), applyAffine(affine, start)),
    },
    wayBack: () => [back[0], back[1], back[2]],
    box: {
      start: vec3((axis) => Math.max(0, start[axis])),
      end: vec3((axis) => Math.min(shape[axis], end[axis])),
    },
  };
}

function resample(state: State, step: StepOf<'spacing' | 'resize'>): SpatialResult {
  return step.kind === 'spacing' ? toSpacing(state, step) : toShape(state, step);
}

/** How a way back is resampled where it isn't as the step was. */
const resizeModes = { linear: 'trilinear', nearest: 'nearest', forward: undefined } as const;
const spacingModes = { linear: 'bilinear', nearest: 'nearest', forward: undefined } as const;

function toShape({ voxels, shape, affine }: State, step: StepOf<'resize'>): SpatialResult {
  const target = vec3((axis) => step.shapeIjk[axis] || shape[axis]);
  const make = (mode: typeof step.mode, from: Vec3, to: Vec3) =>
    axisTaps((axis) => {
      if (mode === 'area') return areaTaps(from[axis], to[axis]);
      if (mode === 'trilinear') return linearTaps(from[axis], to[axis]);
      return nearestTaps(from[axis], to[axis], mode === 'nearest-exact');
    });
  return {
    state: {
      voxels: resampleVolume(voxels, make(step.mode, shape, target)),
      shape: target,
      affine: resizedAffine(affine, shape, target),
    },
    wayBack: (mode) => make(resizeModes[mode] ?? step.mode, target, shape),
  };
}

function toSpacing(state: State, step: StepOf<'spacing'>): SpatialResult {
  const { voxels, shape, affine } = state;
  const grid = spacingGrid(affine, shape, step.spacingMm);
  const asItIs = axisTaps((axis) => identityTaps(shape[axis]));
  if (!grid) return { state, wayBack: () => asItIs };
  const there = axisTaps((axis) => {
    const along = { start: grid.start[axis], step: grid.step[axis] };
    return stepTaps(shape[axis], grid.shape[axis], along, step.mode, step.outside);
  });
  const columns = columnsOf(affine).map((column, axis) => vec3((w) => column[w] * grid.step[axis]));
  return {
    state: {
      voxels: resampleVolume(voxels, there),
      shape: grid.shape,
      affine: affineFromColumns([columns[0], columns[1], columns[2]], applyAffine(affine, grid.start)),
    },
    wayBack: (mode) =>
      axisTaps((axis) => {
        const along = { start: -grid.start[axis] / grid.step[axis], step: 1 / grid.step[axis] };
        const how = spacingModes[mode] ?? step.mode;
        return stepTaps(grid.shape[axis], shape[axis], along, how, step.outside);
      }),
  };
}

function columnsOf(affine: Affine): [Vec3, Vec3, Vec3] {
  return [affineColumn(affine, 0), affineColumn(affine, 1), affineColumn(affine, 2)];
}

function vec3(of: (axis: number) => number): [number, number, number] {
  return [of(0), of(1), of(2)];
}

function axisTaps(of: (axis: number) => AxisTaps): [AxisTaps, AxisTaps, AxisTaps] {
  return [of(0), of(1), of(2)];
}
