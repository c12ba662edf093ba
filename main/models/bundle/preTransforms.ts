import { z } from 'zod';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Vec3 } from '../../contract/geometry.ts';
import type { RecipeStep } from '../../contract/recipe.ts';
import { baseName } from './baseName.ts';
import type { Component } from './component.ts';
import type { Json } from './config.ts';

/** What every transform may have and what never changes a result. */
const COMMON = ['allow_missing_keys', 'lazy', 'meta_keys', 'meta_key_postfix'];

/** Transforms that only load, cast, move or name, with the arguments that they have for it. */
const irrelevant: Readonly<Record<string, readonly string[]>> = {
  LoadImage: [
    'reader',
    'image_only',
    'ensure_channel_first',
    'dtype',
    'simple_keys',
    'overwriting',
    'prune_meta_pattern',
    'prune_meta_sep',
    'expanduser',
  ],
  EnsureChannelFirst: ['channel_dim', 'strict_check'],
  AddChannel: [],
  EnsureType: ['data_type', 'dtype', 'device', 'track_meta', 'wrap_sequence'],
  ToTensor: ['dtype', 'device', 'track_meta', 'wrap_sequence'],
  ToDevice: ['device', 'non_blocking'],
  CastToType: ['dtype'],
  Identity: [],
};

const number = z.number();
const optionalNumber = z.number().nullable();
const perAxis = z.union([number.transform((n) => [n]), z.array(number).min(1)]);

type Reader = (component: Component, context: Context) => RecipeStep;

interface Context {
  readonly imageKey: string;
  /** MONAI's version that the bundle was made with, e.g. 1.4. */
  readonly monaiVersion: number;
}

const readers: Readonly<Record<string, Reader>> = {
  Orientation: orientation,
  Spacing: spacing,
  Resize: resize,
  CropForeground: cropForeground,
  ScaleIntensityRange: (component) => {
    const from = [component.take('a_min', number, NaN), component.take('a_max', number, NaN)] as const;
    const [low, high] = [
      component.take('b_min', optionalNumber, null),
      component.take('b_max', optionalNumber, null),
    ];
    const clip = component.take('clip', z.boolean(), false);
    component.ignore('dtype');
    if ((low === null) !== (high === null) || (clip && low === null))
      throw component.refusal('b_min', low, sentence`without b_max and with clip not supported`);
    return {
      kind: 'scaleIntensityRange',
      from: [...from],
      to: low === null || high === null ? null : [low, high],
      clip,
    };
  },
  ScaleIntensity: (component) => {
    const [low, high] = [
      component.take('minv', optionalNumber, 0),
      component.take('maxv', optionalNumber, 1),
    ];
    const factor = component.take('factor', optionalNumber, null);
    component.ignore('channel_wise', 'dtype');
    if (low === null && high === null) return { kind: 'multiplyIntensity', factor: factor ?? 0 };
    if (low === null || high === null)
      throw component.refusal('minv', low, sentence`without maxv not supported`);
    return { kind: 'scaleIntensity', to: [low, high] };
  },
  NormalizeIntensity: (component) => {
    const single = z
      .union([
        number,
        z
          .array(number)
          .length(1)
          .transform(([only]) => only),
      ])
      .nullable();
    const step = {
      kind: 'normalizeIntensity',
      subtrahend: component.take('subtrahend', single, null),
      divisor: component.take('divisor', single, null),
      nonzero: component.take('nonzero', z.boolean(), false),
    } as const;
    component.ignore('channel_wise', 'dtype');
    return step;
  },
  ClipIntensityPercentiles: (component) => {
    const step = {
      kind: 'clipIntensityPercentiles',
      lower: component.take('lower', optionalNumber, null),
      upper: component.take('upper', optionalNumber, null),
    } as const;
    component.take('sharpness_factor', z.null(), null);
    component.ignore('channel_wise', 'return_clipping_values', 'dtype');
    return step;
  },
};

/**
 * The steps that a bundle's preprocessing amounts to.
 * @throws VolscopeError('model') that names a transform or argument which can't be honoured.
 */
export function stepsOf(components: readonly Component[], monaiVersion: number): RecipeStep[] {
  const context = { imageKey: imageKeyOf(components), monaiVersion };
  const steps: RecipeStep[] = [];
  for (const component of components) {
    if (component.indexOf(context.imageKey) < 0) continue;
    component.ignore(...COMMON);
    const name = baseName(component.name, (each) => each in readers || each in irrelevant);
    if (name === undefined)
      throw new VolscopeError(
        'model',
        sentence`The bundle's preprocessing has "${component.name}", which is not supported; supported are ${Object.keys(readers).join(', ')}.`,
      );
    if (name in irrelevant) ignoreIrrelevant(component, irrelevant[name]);
    else steps.push(readers[name](component, context));
    component.finish();
  }
  checkOrder(steps);
  return steps;
}

function ignoreIrrelevant(component: Component, names: readonly string[]): void {
  const dtype = component.takeRaw('dtype');
  // Whole numbers would cut off what the steps before have computed.
  if (typeof dtype === 'string' && /int|bool/.test(dtype)) throw component.refusal('dtype', dtype);
  component.ignore(...names);
}

/** The key of the image: what is loaded, or what the first transform is about. */
function imageKeyOf(components: readonly Component[]): string {
  return components.find(({ firstKey }) => firstKey !== undefined)?.firstKey ?? 'image';
}

/** Axes are turned before anything is done along them: other orders don't occur and would need another way back. */
function checkOrder(steps: readonly RecipeStep[]): void {
  const spatial = steps.filter(({ kind }) =>
    ['orientation', 'cropForeground', 'spacing', 'resize'].includes(kind),
  );
  if (spatial.slice(1).some(({ kind }) => kind === 'orientation'))
    throw new VolscopeError(
      'model',
      sentence`The bundle's Orientation comes after another spatial transform or twice, which is not supported.`,
    );
}

function orientation(component: Component): RecipeStep {
  const closest = component.take('as_closest_canonical', z.boolean(), false);
  const axes = component.take('axcodes', z.string().nullable(), null);
  component.take('labels', z.union([z.null(), z.literal('LR').array(), z.array(z.array(z.string()))]), null);
  const wanted = closest ? 'RAS' : axes;
  if (wanted === null || !/^[LRPAIS]{3}$/.test(wanted)) throw component.refusal('axcodes', axes);
  return { kind: 'orientation', axes: wanted };
}

function spacing(component: Component, { imageKey }: Context): RecipeStep {
  const pixdim = component.take('pixdim', perAxis, []);
  component.take('diagonal', z.literal(false), false);
  component.takeFor(imageKey, 'scale_extent', z.literal(false), false);
  component.take('min_pixdim', z.null(), null);
  component.take('max_pixdim', z.null(), null);
  const mode = component.takeFor(imageKey, 'mode', z.enum(['bilinear', 'nearest']), 'bilinear');
  const outside = component.takeFor(imageKey, 'padding_mode', z.enum(['border', 'zeros']), 'border');
  component.ignore('align_corners', 'dtype', 'recompute_affine', 'ensure_same_shape');
  const last = pixdim.at(-1);
  if (last === undefined || pixdim.length > 3) throw component.refusal('pixdim', pixdim);
  const along = (axis: number) => Math.max(0, pixdim[axis] ?? last);
  return { kind: 'spacing', spacingMm: [along(0), along(1), along(2)], mode, outside };
}

function resize(component: Component, { imageKey }: Context): RecipeStep {
  const size = component.take('spatial_size', perAxis, []);
  component.take('size_mode', z.literal('all'), 'all');
  const modes = z.enum(['area', 'trilinear', 'nearest', 'nearest-exact']);
  const mode = component.takeFor(imageKey, 'mode', modes, 'area');
  component.takeFor(imageKey, 'align_corners', z.literal(false).nullable(), null);
  component.takeFor(imageKey, 'anti_aliasing', z.literal(false), false);
  component.ignore('anti_aliasing_sigma', 'dtype');
  const shapeIjk = tripleOf(size);
  if (!shapeIjk) throw component.refusal('spatial_size', size);
  return { kind: 'resize', shapeIjk: [...shapeIjk], mode };
}

/** One number for all axes, or three; what is not positive leaves its axis as it is. */
export function tripleOf(values: readonly number[]): Vec3 | undefined {
  const [i, j = i, k = i] = values;
  if ((values.length !== 1 && values.length !== 3) || !values.every(Number.isInteger)) return undefined;
  return [Math.max(0, i), Math.max(0, j), Math.max(0, k)];
}

function cropForeground(component: Component, { imageKey, monaiVersion }: Context): RecipeStep {
  const source = component.take('source_key', z.string(), imageKey);
  if (source !== imageKey) throw component.refusal('source_key', source);
  const above = thresholdOf(component);
  component.take('channel_indices', z.null(), null);
  component.take('k_divisible', z.union([z.literal(1), z.array(z.literal(1))]), 1);
  const margin = component.take('margin', perAxis, [0]);
  // MONAI 1.5 turned the default round.
  const smaller = component.take('allow_smaller', z.boolean(), monaiVersion < 1.5);
  component.ignore('start_coord_key', 'end_coord_key', 'return_coords');
  const voxels = tripleOf(margin);
  if (!voxels) throw component.refusal('margin', margin);
  const padded = !smaller && voxels.some((n) => n > 0);
  // Only what is padded has a mode.
  if (padded) component.takeFor(imageKey, 'mode', z.literal('constant'), 'constant');
  component.ignore('mode');
  return {
    kind: 'cropForeground',
    above,
    margin: [...voxels],
    padded,
  };
}

/** `select_fn` is MONAI's default (above 0) or "$lambda x: x > NUMBER". */
function thresholdOf(component: Component): number {
  const written: Json | undefined = component.takeRaw('select_fn');
  if (written === undefined) return 0;
  const match = /^\$\s*lambda\s+(\w+)\s*:\s*\1\s*>\s*(-?\d+(?:\.\d+)?)\s*$/.exec(String(written));
  if (match) return Number(match[2]);
  throw component.refusal('select_fn', written, sentence`where only "$lambda x: x > NUMBER" is supported`);
}
