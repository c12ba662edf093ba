import { Parser } from 'pickleparser';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { rebuildTensor, Storage, storageTypes, type StorageType } from './storage.ts';

/** A PyTorch module as its archive holds it: attributes by name, no behaviour. */
export class ModuleRecord {
  readonly attributes = new Map<string, unknown>();

  /** Called by the parser with what Python would hand to `__setstate__`. */
  __setstate__(state: unknown): void {
    if (!(state instanceof Map)) return;
    for (const [name, value] of state) this.attributes.set(String(name), value);
  }
}

/**
 * What training leaves beside the weights (sizes, devices, the best score as a NumPy number). Nothing here needs their
 * values, so each stands for nothing.
 */
const inertGlobals: ReadonlySet<string> = new Set([
  'torch.Size',
  'torch.device',
  'numpy.dtype',
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
  '_codecs.encode',
]);

/** Classes of a TorchScript archive that become a `ModuleRecord`; their code is never read. */
const modulePrefixes = ['__torch__.monai.networks.', '__torch__.torch.nn.modules.'];

/**
 * Reads the pickle of a PyTorch archive. Python's pickle calls whatever the file names; here a name stands only for one
 * of the few constructors below, and any other is refused.
 * @param loadStorage gives the bytes of a storage by its key
 * @throws VolscopeError('model') that names an unknown global, or says that the pickle is damaged.
 */
export function readPickle(
  bytes: Uint8Array,
  loadStorage: (key: string) => Uint8Array,
  bigEndian = false,
): unknown {
  const storages = new Map<string, Storage>();
  const parser = new Parser({
    nameResolver: { resolve: resolveGlobal },
    persistentResolver: { resolve: (id: unknown) => resolveStorage(id, storages, loadStorage, bigEndian) },
    unpicklingTypeOfDictionary: 'Map',
  });
  try {
    return parser.parse(bytes);
  } catch (cause) {
    if (cause instanceof VolscopeError) throw cause;
    throw new VolscopeError('model', sentence`The list of weights in the PyTorch archive is damaged.`, {
      cause,
    });
  }
}

// The parser wants what can be both called and constructed, hence functions and not arrows; each is made anew, so that a
// file that writes to it writes to nothing of ours.
function resolveGlobal(module: string, name: string): (...args: never[]) => unknown {
  const fullName = `${module}.${name}`;
  if (modulePrefixes.some((prefix) => fullName.startsWith(prefix))) {
    return function () {
      return new ModuleRecord();
    };
  }
  switch (fullName) {
    case 'collections.OrderedDict':
      return function () {
        return new Map();
      };
    case 'torch._utils._rebuild_tensor_v2':
      return function (storage: unknown, offset: unknown, dims: unknown, strides: unknown) {
        return rebuildTensor(storage, offset, dims, strides);
      };
    case 'torch._utils._rebuild_parameter':
      return function (tensor: unknown) {
        return tensor;
      };
  }
  if (inertGlobals.has(fullName)) {
    return function () {
      return undefined;
    };
  }
  const type = module === 'torch' ? storageTypes.get(name) : undefined;
  if (type !== undefined) return Object.assign(() => undefined, { storageType: type });
  if (/^torch\.[A-Z][A-Za-z0-9]+Storage$/.test(fullName)) {
    throw new VolscopeError(
      'model',
      sentence`Weights of the kind "${fullName}" are not supported; save the network in float32.`,
    );
  }
  throw new VolscopeError(
    'model',
    sentence`The file asks for "${fullName}", which is no part of a network's weights; it was refused.`,
  );
}

/** A persistent id is ('storage', type, key, device, element count); tensors may share a storage. */
function resolveStorage(
  id: unknown,
  storages: Map<string, Storage>,
  loadStorage: (key: string) => Uint8Array,
  bigEndian: boolean,
): Storage {
  const [kind, type, key] = Array.isArray(id) ? (id as unknown[]) : [];
  const storageType = (type as { storageType?: StorageType } | undefined)?.storageType;
  if (kind !== 'storage' || storageType === undefined || typeof key !== 'string') {
    throw new VolscopeError('model', sentence`The PyTorch archive refers to its weights in an unknown way.`);
  }
  const name = `${storageType} ${key}`;
  const known = storages.get(name);
  if (known) return known;
  const storage = new Storage(storageType, loadStorage(key), bigEndian);
  storages.set(name, storage);
  return storage;
}
