import { z } from 'zod';
import { vec3Schema } from './geometry.ts';

/**
 * How a scan becomes a network's input and its output a label map: data, honoured by main/pipeline. Steps are MONAI's
 * transforms of the same names, with their arguments; shapes and margins are along the axes that the step finds.
 */

const bound = z.number().nullable();

export const recipeStepSchema = z.discriminatedUnion('kind', [
  /** Exact flips and permutations until the voxel axes run towards these directions, e.g. "RAS". */
  z.object({ kind: z.literal('orientation'), axes: z.string().refine(isAxes, 'three directions') }),
  /** (x - from[0]) / (from[1] - from[0]), mapped to `to` where that is given; `clip` cuts off what is beyond `to`. */
  z.object({
    kind: z.literal('scaleIntensityRange'),
    from: z.tuple([z.number(), z.number()]),
    to: z.tuple([z.number(), z.number()]).nullable(),
    clip: z.boolean(),
  }),
  /** The scan's own smallest and largest value to `to`. */
  z.object({ kind: z.literal('scaleIntensity'), to: z.tuple([z.number(), z.number()]) }),
  /** x (1 + factor) */
  z.object({ kind: z.literal('multiplyIntensity'), factor: z.number() }),
  /** (x - subtrahend) / divisor, by default the mean and the population's standard deviation. */
  z.object({
    kind: z.literal('normalizeIntensity'),
    subtrahend: bound,
    divisor: bound,
    /** Only voxels other than 0 are counted and changed. */
    nonzero: z.boolean(),
  }),
  /** Cuts off values beyond two percentiles of the scan (0 to 100, linear between voxels). */
  z.object({ kind: z.literal('clipIntensityPercentiles'), lower: bound, upper: bound }),
  /** The smallest box that holds every voxel above `above`, and a margin that stops at the scan's border or is padded with 0. */
  z.object({
    kind: z.literal('cropForeground'),
    above: z.number(),
    margin: vec3Schema,
    padded: z.boolean(),
  }),
  /** To voxels of this size in mm; 0 leaves an axis as it is. Voxel 0 stays where it is. */
  z.object({
    kind: z.literal('spacing'),
    spacingMm: vec3Schema,
    mode: z.enum(['bilinear', 'nearest']),
    outside: z.enum(['border', 'zeros']),
  }),
  /** To a grid of this shape over the same extent; 0 leaves an axis as it is. */
  z.object({
    kind: z.literal('resize'),
    shapeIjk: vec3Schema,
    mode: z.enum(['area', 'trilinear', 'nearest', 'nearest-exact']),
  }),
]);
export type RecipeStep = z.infer<typeof recipeStepSchema>;
export type StepOf<K extends RecipeStep['kind']> = Extract<RecipeStep, { kind: K }>;

export const infererSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({
    kind: z.literal('slidingWindow'),
    /** 0: as large as the input. */
    roiIjk: vec3Schema,
    /** 0 to 1, exclusive. */
    overlap: vec3Schema,
    /** Weights inside a window: all the same, or falling off with this sigma in parts of its size. */
    blend: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('constant') }),
      z.object({ kind: z.literal('gaussian'), sigmaScale: vec3Schema }),
    ]),
    /** Where the input is smaller than the window. */
    padding: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('constant'), value: z.number() }),
      z.object({ kind: z.enum(['replicate', 'reflect', 'circular']) }),
    ]),
  }),
]);
export type Inferer = z.infer<typeof infererSchema>;

export const recipeSchema = z.object({
  steps: z.array(recipeStepSchema),
  inferer: infererSchema,
  /** How many values the network gives a voxel: a class each, the background first, or one for class 1 alone. */
  channels: z.number().int().min(1).max(256),
  activation: z.enum(['none', 'softmax', 'sigmoid']),
  /**
   * How the network's output returns to the scan: its values are resampled and then decided on, or the decided labels are
   * resampled. `linear` is trilinear with half-pixel centres; `forward` resamples as the steps did, the other way round.
   */
  restore: z.object({ of: z.enum(['values', 'labels']), mode: z.enum(['linear', 'forward', 'nearest']) }),
  decision: z.discriminatedUnion('kind', [
    /** The class of the largest value, where it exceeds the background's by more than `margin`. */
    z.object({ kind: z.literal('argmax'), margin: z.number() }),
    /** A network of one channel: class 1 from this value on. */
    z.object({ kind: z.literal('threshold'), from: z.number() }),
  ]),
  /** Of each of these labels (or of all of them together) the largest component; null keeps everything. */
  keepLargest: z
    .object({
      /** null: every label but the background. */
      labels: z.array(z.number().int().min(1).max(255)).nullable(),
      together: z.boolean(),
      /** Neighbours share a face, or a face, an edge or a corner. */
      connectivity: z.union([z.literal(6), z.literal(26)]),
      /** Before or after labels return to the scan; with `restore.of` "values" both grids' labels are treated. */
      grid: z.enum(['network', 'scan']),
    })
    .nullable(),
  /** Snaps the mask on the scan's grid to the image's edges: 0 not at all, 1 the whole way. The exact recipes leave it out. */
  refine: z.number().min(0).max(1).optional(),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** The axes of "RAS", "LPS", "SPL" ...: one letter of each of LR, PA and IS, in any order. */
function isAxes(axes: string): boolean {
  const pairs = [...axes].map((letter) => ['LR', 'PA', 'IS'].findIndex((pair) => pair.includes(letter)));
  return axes.length === 3 && new Set(pairs).size === 3 && !pairs.includes(-1);
}
