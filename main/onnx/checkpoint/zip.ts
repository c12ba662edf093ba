import { unzipSync, type Unzipped } from 'fflate';
import { VolscopeError } from '../../contract/errors.ts';

/** The largest networks of the field stay below this. */
const maxInflatedBytes = 2 ** 31;
const maxEntries = 100_000;

/**
 * The files of a PyTorch archive whose path ends in what `wanted` accepts, by path.
 * Sizes are taken from the archive's directory and checked before anything is inflated; fflate then inflates each file into
 * a buffer of just that size.
 * @throws VolscopeError('model') if it is no zip archive, is damaged, or would inflate beyond reason.
 */
export function unzipFiles(bytes: Uint8Array, wanted: (path: string) => boolean): Unzipped {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new VolscopeError(
      'model',
      'The file is not a PyTorch archive (.pt); give one saved by PyTorch 1.6 or later.',
    );
  }
  let inflatedBytes = 0;
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!wanted(name)) return false;
        inflatedBytes += Math.max(size, originalSize);
        entries += 1;
        if (inflatedBytes > maxInflatedBytes || entries > maxEntries) throw tooLarge();
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof VolscopeError) throw cause;
    throw new VolscopeError('model', 'The PyTorch archive is damaged; fetch the file again.', { cause });
  }
}

function tooLarge(): VolscopeError {
  return new VolscopeError(
    'model',
    'The PyTorch archive says it holds over 2 GiB of weights; it is damaged or not a network.',
  );
}
