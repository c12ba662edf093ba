import { z } from 'zod';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type SentenceValue } from '../../contract/sentence.ts';
import type { Recipe } from '../../contract/recipe.ts';
import { baseName } from './baseName.ts';
import type { Component } from './component.ts';

type Post = Pick<Recipe, 'activation' | 'restore' | 'decision' | 'keepLargest'>;

/** What of the postprocessing was read so far. */
interface Draft {
  activation: Recipe['activation'];
  /** The mode of Invertd, once it was there. */
  inverted?: 'forward' | 'nearest';
  decision?: Recipe['decision'];
  /** Was the decision made before the inverse? */
  decidedFirst: boolean;
  keepLargest: Recipe['keepLargest'];
}

const irrelevant = new Set([
  'EnsureType',
  'ToTensor',
  'ToDevice',
  'CastToType',
  'SaveImage',
  'DeleteItems',
  'SelectItems',
  'Decollate',
  'Identity',
]);

const readers: Readonly<Record<string, (component: Component, key: string, draft: Draft) => void>> = {
  Activations: activations,
  Invert: invert,
  AsDiscrete: asDiscrete,
  KeepLargestConnectedComponent: keepLargestComponent,
};

/**
 * What a bundle's postprocessing amounts to.
 * @param channels of the network's output
 * @throws VolscopeError('model') that names a transform, argument or order which can't be honoured.
 */
export function postOf(components: readonly Component[], channels: number): Post {
  const key = components.find(({ firstKey }) => firstKey !== undefined)?.firstKey ?? 'pred';
  const draft: Draft = { activation: 'none', decidedFirst: false, keepLargest: null };
  for (const component of components) {
    if (component.indexOf(key) < 0) continue;
    const name = baseName(component.name, (each) => each in readers || irrelevant.has(each));
    if (name === undefined)
      throw new VolscopeError(
        'model',
        sentence`The bundle's postprocessing has "${component.name}", which is not supported; supported are ${Object.keys(readers).join(', ')}.`,
      );
    if (irrelevant.has(name)) continue;
    component.ignore('allow_missing_keys');
    readers[name](component, key, draft);
    component.finish();
  }
  return finished(draft, channels);
}

function finished(
  { activation, inverted, decision, decidedFirst, keepLargest }: Draft,
  channels: number,
): Post {
  if (!decision)
    throw new VolscopeError(
      'model',
      sentence`The bundle's postprocessing does not say how values become labels (AsDiscreted with argmax or threshold).`,
    );
  if (decision.kind === 'threshold' && channels !== 1)
    throw new VolscopeError(
      'model',
      sentence`The bundle's AsDiscreted has a threshold for ${channels} channels, whose classes may overlap; only argmax is supported for several.`,
    );
  if (decision.kind === 'argmax' && channels === 1)
    throw new VolscopeError(
      'model',
      sentence`The bundle's AsDiscreted has argmax for one channel, which finds nothing.`,
    );
  if (decidedFirst && inverted === 'forward')
    throw new VolscopeError(
      'model',
      sentence`The bundle's Invertd has nearest_interp: false after AsDiscreted, which makes fractions of labels; that is not supported.`,
    );
  const of = decidedFirst && inverted ? 'labels' : 'values';
  // Without Invertd the labels stay on the network's grid; a viewer wants them on the scan's.
  return { activation, restore: { of, mode: inverted ?? 'linear' }, decision, keepLargest };
}

function activations(component: Component, key: string, draft: Draft): void {
  const softmax = component.takeFor(key, 'softmax', z.boolean(), false);
  const sigmoid = component.takeFor(key, 'sigmoid', z.boolean(), false);
  component.takeFor(key, 'other', z.null(), null);
  if (softmax && sigmoid) throw component.refusal('sigmoid', true, sentence`beside softmax`);
  if (!softmax && !sigmoid) return;
  refuseAfter(component, draft.activation !== 'none', sentence`another activation`);
  refuseAfter(component, draft.decision !== undefined, 'AsDiscreted');
  // Softmax keeps the order of a voxel's classes, so that after resampling it decides nothing.
  if (softmax && draft.inverted !== undefined) return;
  refuseAfter(component, draft.inverted !== undefined, 'Invertd');
  draft.activation = softmax ? 'softmax' : 'sigmoid';
}

function invert(component: Component, key: string, draft: Draft): void {
  const nearest = component.takeFor(key, 'nearest_interp', z.boolean(), true);
  component.takeFor(key, 'post_func', z.null(), null);
  component.ignore(
    'transform',
    'orig_keys',
    'meta_keys',
    'orig_meta_keys',
    'meta_key_postfix',
    'to_tensor',
    'device',
  );
  refuseAfter(component, draft.inverted !== undefined, sentence`another Invertd`);
  draft.inverted = nearest ? 'nearest' : 'forward';
  draft.decidedFirst = draft.decision !== undefined;
}

function asDiscrete(component: Component, key: string, draft: Draft): void {
  const argmax = component.takeFor(key, 'argmax', z.boolean().nullable(), false);
  const threshold = component.takeFor(key, 'threshold', z.number().nullable(), null);
  component.takeFor(key, 'to_onehot', z.null(), null);
  component.ignore('rounding', 'dtype');
  if (argmax && threshold !== null) throw component.refusal('threshold', threshold, sentence`beside argmax`);
  if (!argmax && threshold === null) return;
  refuseAfter(component, draft.decision !== undefined, sentence`another AsDiscreted`);
  draft.decision =
    threshold === null ? { kind: 'argmax', margin: 0 } : { kind: 'threshold', from: threshold };
}

function keepLargestComponent(component: Component, _key: string, draft: Draft): void {
  const label = z.number().int().min(1).max(255);
  const labels = component.take(
    'applied_labels',
    z.union([label.transform((one) => [one]), z.array(label)]).nullable(),
    null,
  );
  component.take('is_onehot', z.literal(false).nullable(), null);
  const independent = component.take('independent', z.boolean(), true);
  const hops = component.take('connectivity', z.union([z.literal(1), z.literal(3)]).nullable(), null);
  component.take('num_components', z.literal(1), 1);
  if (!draft.decision)
    throw new VolscopeError(
      'model',
      sentence`The bundle's ${component.name} comes before AsDiscreted, which is not supported.`,
    );
  refuseAfter(component, draft.keepLargest !== null, sentence`another one`);
  draft.keepLargest = {
    labels,
    together: !independent,
    connectivity: hops === 1 ? 6 : 26,
    grid: draft.inverted === undefined ? 'network' : 'scan',
  };
}

function refuseAfter(component: Component, isAfter: boolean, what: SentenceValue): void {
  if (isAfter)
    throw new VolscopeError(
      'model',
      sentence`The bundle's ${component.name} comes after ${what}, which is not supported.`,
    );
}
