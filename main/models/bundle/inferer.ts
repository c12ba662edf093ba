import { z } from 'zod';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Vec3 } from '../../contract/geometry.ts';
import type { Inferer } from '../../contract/recipe.ts';
import { Component } from './component.ts';
import { isObject, type BundleConfig, type Json } from './config.ts';
import { tripleOf } from './preTransforms.ts';

const number = z.number();
const perAxis = z.union([number.transform((n) => [n]), z.array(number).min(1)]);

/**
 * The inferer of a bundle; MONAI's evaluator takes the whole image where none is given. How many windows make a batch changes no
 * number, and is left to where the network runs.
 * @throws VolscopeError('model') that names what can't be honoured.
 */
export function infererOf(config: BundleConfig, description: Json | undefined): Inferer {
  if (description === undefined) return { kind: 'whole' };
  const followed = config.follow(description);
  if (!isObject(followed))
    throw new VolscopeError(
      'model',
      sentence`The bundle's inferer is ${JSON.stringify(followed)}, which is not supported.`,
    );
  const component = new Component(config, followed);
  switch (component.name) {
    case 'SimpleInferer':
      component.finish();
      return { kind: 'whole' };
    case 'SlidingWindowInferer':
    case 'SlidingWindowInfererAdapt':
      return slidingWindow(component);
    default:
      throw new VolscopeError(
        'model',
        sentence`The bundle's inferer "${component.name}" is not supported; supported are SimpleInferer and SlidingWindowInferer.`,
      );
  }
}

function slidingWindow(component: Component): Inferer {
  const roi = component.take('roi_size', perAxis, []);
  const overlap = component.take('overlap', perAxis, [0.25]);
  const mode = component.take('mode', z.enum(['constant', 'gaussian']), 'constant');
  const sigma = component.take('sigma_scale', perAxis, [0.125]);
  const padding = component.take(
    'padding_mode',
    z.enum(['constant', 'replicate', 'reflect', 'circular']),
    'constant',
  );
  const value = component.take('cval', number, 0);
  component.take('with_coord', z.literal(false), false);
  component
    .ignore('sw_batch_size', 'sw_device', 'device', 'progress', 'cache_roi_weight_map')
    .ignore('cpu_thresh', 'buffer_steps', 'buffer_dim')
    .finish();
  const roiIjk = tripleOf(roi);
  if (!roiIjk) throw component.refusal('roi_size', roi);
  if (!overlap.every((share) => share >= 0 && share < 1)) throw component.refusal('overlap', overlap);
  return {
    kind: 'slidingWindow',
    roiIjk: [...roiIjk],
    overlap: [...eachAxis(component, 'overlap', overlap)],
    blend:
      mode === 'gaussian'
        ? { kind: 'gaussian', sigmaScale: [...eachAxis(component, 'sigma_scale', sigma)] }
        : { kind: 'constant' },
    padding: padding === 'constant' ? { kind: 'constant', value } : { kind: padding },
  };
}

function eachAxis(component: Component, name: string, values: readonly number[]): Vec3 {
  const [i, j = i, k = i] = values;
  if (values.length !== 1 && values.length !== 3) throw component.refusal(name, values);
  return [i, j, k];
}
