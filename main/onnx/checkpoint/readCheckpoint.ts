import { VolscopeError } from '../../contract/errors.ts';
import type { FloatTensor } from '../graph/tensor.ts';
import { ModuleRecord, readPickle } from './pickle.ts';
import { unzipFiles } from './zip.ts';

/** The float32 weights of a network by PyTorch's dotted names, in the order of the file. */
export type StateDict = ReadonlyMap<string, FloatTensor>;

/**
 * Reads the weights of a PyTorch file (.pt, .pth) without PyTorch: a TorchScript archive or a saved state dict.
 * @throws VolscopeError('model') if it is neither, is damaged, or names anything but weights and modules.
 */
export function readCheckpoint(bytes: Uint8Array): StateDict {
  const files = unzipFiles(bytes, (path) => /^[^/]+\/(data\.pkl|byteorder|data\/[^/]+)$/.test(path));
  const picklePath = Object.keys(files).find((path) => path.endsWith('/data.pkl'));
  if (picklePath === undefined) {
    throw new VolscopeError('model', 'The zip archive holds no PyTorch network (no data.pkl in it).');
  }
  const folder = picklePath.slice(0, -'data.pkl'.length);
  const byteOrder = files[`${folder}byteorder`];
  if (byteOrder && new TextDecoder().decode(byteOrder).trim() !== 'little') {
    throw new VolscopeError(
      'model',
      'The PyTorch archive was saved on a big-endian machine, which is not supported.',
    );
  }
  const root = readPickle(files[picklePath], (key) => {
    const storage = files[`${folder}data/${key}`];
    if (!storage)
      throw new VolscopeError(
        'model',
        `The PyTorch archive lacks its weights "data/${key}"; fetch it again.`,
      );
    return storage;
  });
  const weights = new Map<string, FloatTensor>();
  collectWeights(root, '', weights, new Set());
  if (weights.size === 0) throw new VolscopeError('model', 'The PyTorch archive holds no weights.');
  return weights;
}

function collectWeights(
  value: unknown,
  name: string,
  weights: Map<string, FloatTensor>,
  seen: Set<unknown>,
): void {
  if (isTensor(value)) {
    weights.set(name, value);
    return;
  }
  // A pickle may refer to one object from many places, or to itself: each is walked once.
  if (seen.has(value)) return;
  const children = value instanceof ModuleRecord ? value.attributes : value;
  if (!(children instanceof Map)) return;
  seen.add(value);
  for (const [key, child] of children) {
    collectWeights(child, name === '' ? String(key) : `${name}.${String(key)}`, weights, seen);
  }
}

function isTensor(value: unknown): value is FloatTensor {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'float32';
}
