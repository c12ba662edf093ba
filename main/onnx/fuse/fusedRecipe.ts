import type { Vec3 } from '../../contract/geometry.ts';
import type { Recipe, RecipeStep, StepOf } from '../../contract/recipe.ts';

/** A recipe that one graph carries out from the scan's crop to the logit difference, in the terms of that graph. */
export interface FusedRecipe {
  /** Linear map of HU from [from, to] to [0, 1], clipped. */
  readonly intensity: { readonly fromHu: number; readonly toHu: number };
  /** `foreground`: the smallest box that holds every voxel above `intensity.fromHu`. */
  readonly crop: 'foreground' | 'none';
  /** By area averaging. */
  readonly resample: { readonly shapeIjk: Vec3 };
  /** A voxel belongs to the class where logit[1] - logit[0] is above this. */
  readonly threshold: number;
  /** Of both grids' masks. */
  readonly keepLargest: boolean;
}

/**
 * The fused form of a recipe; undefined where it has none: RAS, a map of HU to [0, 1], perhaps the box of what is above 0,
 * area resampling; the whole volume at once, two classes, logits restored trilinearly.
 */
export function fusedRecipeOf(recipe: Recipe): FusedRecipe | undefined {
  const { inferer, channels, activation, restore, decision, keepLargest } = recipe;
  const [orientation, intensity, ...rest] = recipe.steps;
  const resize = rest.pop();
  const whole = inferer.kind === 'whole' && channels === 2 && activation === 'none';
  if (!whole || restore.of !== 'values' || restore.mode !== 'linear' || decision.kind !== 'argmax')
    return undefined;
  if (orientation?.kind !== 'orientation' || orientation.axes !== 'RAS') return undefined;
  if (intensity?.kind !== 'scaleIntensityRange' || !isClippedToOne(intensity)) return undefined;
  if (resize?.kind !== 'resize' || resize.mode !== 'area' || resize.shapeIjk.includes(0)) return undefined;
  if (rest.length > 1 || !rest.every(isForegroundBox)) return undefined;
  if (keepLargest && (keepLargest.connectivity !== 26 || (keepLargest.labels ?? [1]).join() !== '1'))
    return undefined;
  // Not the parsed recipe's own, which is frozen: V8 compiles the label functions for one kind of array, and again for another.
  const [ni, nj, nk] = resize.shapeIjk;
  return {
    intensity: { fromHu: intensity.from[0], toHu: intensity.from[1] },
    crop: rest.length === 1 ? 'foreground' : 'none',
    resample: { shapeIjk: [ni, nj, nk] },
    threshold: decision.margin,
    keepLargest: keepLargest !== null,
  };
}

function isClippedToOne({ from, to, clip }: StepOf<'scaleIntensityRange'>): boolean {
  return clip && to?.[0] === 0 && to[1] === 1 && from[1] > from[0];
}

function isForegroundBox(step: RecipeStep): boolean {
  return step.kind === 'cropForeground' && step.above === 0 && step.margin.every((voxels) => voxels === 0);
}
