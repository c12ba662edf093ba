import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { FloatTensor } from '../graph/tensor.ts';
import { readPickle } from './pickle.ts';
import { collectWeights } from './collectWeights.ts';
import { unzipFiles } from './zip.ts';

/** The weights of a network as float32, by PyTorch's dotted names, in the order of the file. */
export type StateDict = ReadonlyMap<string, FloatTensor>;

/**
 * Reads the weights of a PyTorch file (.pt, .pth, .ts) without PyTorch: a TorchScript archive or a saved state dict, bare
 * or within what training wrote around it; without the prefixes that wrappers give to the names. Nothing in the file is
 * executed.
 * @throws VolscopeError('model') if it is neither, is damaged, or names anything but weights and modules.
 */
export function readCheckpoint(bytes: Uint8Array): StateDict {
  checkFormat(bytes);
  const wanted = (path: string): boolean => /^[^/]+\/(data\.pkl|byteorder|data\/[^/]+)$/.test(path);
  const files = unzipFiles(bytes, wanted, sentence`PyTorch archive`);
  const picklePath = Object.keys(files).find((path) => path.endsWith('/data.pkl'));
  if (picklePath === undefined) {
    throw new VolscopeError('model', sentence`The zip archive holds no PyTorch network (no data.pkl in it).`);
  }
  const folder = picklePath.slice(0, -'data.pkl'.length);
  const loadStorage = (key: string): Uint8Array => {
    const storage = files[`${folder}data/${key}`];
    if (storage) return storage;
    throw new VolscopeError(
      'model',
      sentence`The PyTorch archive lacks its weights "data/${key}"; fetch it again.`,
    );
  };
  const root = readPickle(files[picklePath], loadStorage, isBigEndian(files[`${folder}byteorder`]));
  const weights = collectWeights(root);
  if (weights.size === 0) throw new VolscopeError('model', sentence`The PyTorch archive holds no weights.`);
  return weights;
}

function checkFormat(bytes: Uint8Array): void {
  // A zip archive begins with "PK"; what torch.save wrote before version 1.6 with the pickle opcode PROTO 2.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return;
  if (bytes[0] === 0x80 && bytes[1] === 0x02) {
    throw new VolscopeError(
      'model',
      sentence`The file has the format that PyTorch wrote before version 1.6; load it with a newer PyTorch, save it again with torch.save, and import that.`,
    );
  }
  throw new VolscopeError(
    'model',
    sentence`The file is not a PyTorch archive (.pt); give one saved by PyTorch 1.6 or later.`,
  );
}

/** Files without a byte order are older than PyTorch 2.1 and little-endian. */
function isBigEndian(byteOrder: Uint8Array | undefined): boolean {
  const order = byteOrder ? new TextDecoder().decode(byteOrder).trim() : 'little';
  if (order === 'little' || order === 'big') return order === 'big';
  throw new VolscopeError(
    'model',
    sentence`The byte order of the PyTorch archive is neither little nor big; fetch the file again.`,
  );
}
