import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { FloatTensor } from '../graph/tensor.ts';
import { ModuleRecord } from './pickle.ts';

/** Where training tools put the network among the rest of a checkpoint. */
const networkKeys = ['state_dict', 'model_state_dict', 'model_state', 'model', 'network', 'net'];

/** What wrappers (parallel training, compilation, Lightning modules) put before the names of all weights. */
const wrapperPrefixes = ['module.', '_orig_mod.', 'network.', 'net.', '_model.'];

/** Far beyond what networks have; a file that is made to exhaust the stack ends here. */
const maxNodes = 100_000;
const longestName = 1000;

/** The tensors of an unpickled checkpoint by their dotted names, in order. */
export function collectWeights(root: unknown): Map<string, FloatTensor> {
  const weights = new Map<string, FloatTensor>();
  collect(networkWithin(root), '', weights, new Set());
  return withoutWrappers(weights);
}

/** A dictionary of tensors, or the one within it that is the network; optimisers keep tensors of the same shapes. */
function networkWithin(root: unknown, depth = 0): unknown {
  if (!(root instanceof Map) || depth > 3 || [...root.values()].some(isTensor)) return root;
  const key = networkKeys.find((name) => isNode(root.get(name)));
  return key === undefined ? root : networkWithin(root.get(key), depth + 1);
}

function collect(value: unknown, name: string, weights: Map<string, FloatTensor>, seen: Set<unknown>): void {
  if (isTensor(value)) {
    weights.set(name, value);
    return;
  }
  // A pickle may refer to one object from many places, or to itself: each is walked once.
  if (!isNode(value) || seen.has(value)) return;
  seen.add(value);
  if (seen.size > maxNodes || name.length > longestName) {
    throw new VolscopeError(
      'model',
      sentence`The PyTorch archive is nested deeper than any network; it was refused.`,
    );
  }
  for (const [key, child] of value instanceof ModuleRecord ? value.attributes : value) {
    collect(child, name === '' ? String(key) : `${name}.${String(key)}`, weights, seen);
  }
}

function withoutWrappers(weights: Map<string, FloatTensor>): Map<string, FloatTensor> {
  const names = [...weights.keys()];
  const prefix = wrapperPrefixes.find((each) => names.every((name) => name.startsWith(each)));
  if (prefix === undefined || names.length === 0) return weights;
  return withoutWrappers(new Map([...weights].map(([name, tensor]) => [name.slice(prefix.length), tensor])));
}

function isNode(value: unknown): value is ModuleRecord | Map<unknown, unknown> {
  return value instanceof ModuleRecord || value instanceof Map;
}

function isTensor(value: unknown): value is FloatTensor {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'float32';
}
