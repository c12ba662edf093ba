import type { Manifest } from '../contract/manifest.ts';
import type { ServedModel } from '../contract/servers.ts';
import type { ServedDescription } from '../inference/triton/index.ts';
import { fusedRecipeOf } from '../onnx/index.ts';
import { FINGERPRINT, fingerprintOf, servedName } from './servedNames.ts';

/** The names under which a server may have the models that are installed here, whether it lists them or not. */
export function servableNames(installed: readonly Manifest[]): string[] {
  return installed
    .filter(({ recipe }) => fusedRecipeOf(recipe) !== undefined)
    .map(({ id }) => servedName(id, 'int16'));
}

/** What a model of a server is to the models that are installed here: see the contract's ServedModel. */
export function judgeServed(described: ServedDescription, installed: readonly Manifest[]): ServedModel {
  const { name, instances } = described;
  const known = installed.find(({ id }) => servedName(id, 'int16') === name);
  if (!hasOurTensors(described, known)) return { name, instances, fit: 'otherTensors', modelId: null };
  if (!known) return { name, instances, fit: 'notInstalled', modelId: null };
  if (described.parameters[FINGERPRINT] !== fingerprintOf(known))
    return { name, instances, fit: 'outdated', modelId: null };
  return { name, instances, fit: 'fits', modelId: known.id };
}

/** The variant for scans with fractions: it is asked for by itself where one needs it, and not a model of its own. */
export function isFloatVariant(name: string, installed: readonly Manifest[]): boolean {
  return installed.some(({ id }) => servedName(id, 'float32') === name);
}

/** The fused graph's: int16 crop and the three matrices in, the logit difference out, on the grid of the model's recipe. */
function hasOurTensors({ inputs, outputs }: ServedDescription, known: Manifest | undefined): boolean {
  const types = new Map(inputs.map(({ name, datatype }) => [name, datatype]));
  const logits = outputs.find(({ name }) => name === 'logitDiff');
  const takesOurs =
    inputs.length === 4 &&
    types.get('volume') === 'INT16' &&
    ['resampleI', 'resampleJ', 'resampleK'].every((name) => types.get(name) === 'FP32');
  if (!takesOurs || logits?.datatype !== 'FP32') return false;
  const shapeIjk = known && fusedRecipeOf(known.recipe)?.resample.shapeIjk;
  return !shapeIjk || logits.shape.join() === [...shapeIjk].reverse().join();
}
