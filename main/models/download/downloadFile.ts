import { rename } from 'node:fs/promises';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { writeError } from '../../volume/atomicFile.ts';
import { checkedUrl } from './checkedUrl.ts';
import { fileDigest, type ExpectedHash } from './fileDigest.ts';
import { BrokenOff, networkError, NothingLeft, UnexpectedFile } from './networkError.ts';
import { forgetPart, matchesPart, partBytes, partPath, rememberPart } from './part.ts';
import { receive, type DownloadProgress } from './receive.ts';

export type { DownloadProgress };

export interface DownloadOptions {
  /** In bytes. Left out: what the server says. */
  readonly size?: number;
  /** Left out: nothing but the length can be checked. */
  readonly hash?: ExpectedHash;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Called once all has arrived and its hash is to be looked at, which waits for what is returned. */
  readonly onVerify?: () => void | Promise<void>;
  /** How long a server may be silent. */
  readonly silenceMs?: number;
}

/** Larger than any network of the field. */
const MAX_DOWNLOAD_BYTES = 2 ** 31;

/** How often a transfer that broke off is taken up again, as long as each time something arrives. */
const maxBreaks = 20;

/**
 * Fetches a file whole, by https (http only from this very machine): what has arrived lies beside `target` as
 * `<target>.part`, and a transfer that breaks off, is cancelled or ends with the program is taken up again from there. The
 * target appears only when length and hash are right. Its folder must be there.
 * @throws VolscopeError('model') where the server can't be reached, refuses, or sends another file (which is deleted);
 *   VolscopeError('output') where the disk is full or not writable; VolscopeError('cancelled').
 */
export async function downloadFile(
  url: string,
  target: string,
  options: DownloadOptions = {},
): Promise<void> {
  const address = checkedUrl(url);
  const part = partPath(target);
  // Without a hash, only the server can tell that what lies there is the beginning of the same file.
  const validator = await matchesPart(target, address, options.hash !== undefined);
  if (validator === undefined) await forgetPart(target);
  const resumed = await fetchPart(address, target, options, validator);
  if (options.hash) await options.onVerify?.();
  if (await hashFits(part, options.hash)) {
    await rename(part, target).catch((cause: unknown) => Promise.reject(writeError(cause, target)));
    await forgetPart(target);
    return;
  }
  await forgetPart(target);
  // What lay there may have been the beginning of another file: once more, from the start.
  if (resumed) return downloadFile(url, target, options);
  throw new VolscopeError(
    'model',
    sentence`${address.host} sent another file than the one that was expected (its ${options.hash?.algorithm} differs); it was deleted. Try again later, or get the file elsewhere.`,
  );
}

/** Brings the part to its full length. Tells whether something lay there before. */
async function fetchPart(
  address: URL,
  target: string,
  options: DownloadOptions,
  validator: string | undefined,
): Promise<boolean> {
  const part = partPath(target);
  const before = await partBytes(target);
  const request = { address, part, have: before, validator, onValidator };
  for (let breaks = 0; ; breaks++) {
    if (request.have > 0 && request.have === options.size) return before > 0;
    try {
      await receive(request, { maxBytes: MAX_DOWNLOAD_BYTES, ...options });
      return before > 0;
    } catch (cause) {
      // On a full disk what has arrived is in the way of everything else.
      const isFull = cause instanceof VolscopeError && cause.kind === 'output';
      if (cause instanceof NothingLeft || cause instanceof UnexpectedFile || isFull) await forgetPart(target);
      if (cause instanceof VolscopeError) throw cause;
      const arrived = await partBytes(target);
      const goesOn = cause instanceof NothingLeft || (cause instanceof BrokenOff && arrived !== request.have);
      if (!goesOn || breaks === maxBreaks) throw networkError(cause, address);
      request.have = arrived;
    }
  }

  async function onValidator(mark: string): Promise<void> {
    request.validator = mark;
    await rememberPart(target, { url: address.href, validator: mark });
  }
}

async function hashFits(path: string, hash: ExpectedHash | undefined): Promise<boolean> {
  return hash === undefined || (await fileDigest(path, hash.algorithm)) === hash.value.toLowerCase();
}
