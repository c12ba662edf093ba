import { open, type FileHandle } from 'node:fs/promises';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { writeError } from '../../volume/atomicFile.ts';
import { checkedUrl } from './checkedUrl.ts';
import { BrokenOff, NothingLeft, Silent, statusError, UnexpectedFile } from './networkError.ts';

export interface DownloadProgress {
  readonly receivedBytes: number;
  /** Not known where neither the caller nor the server tells. */
  readonly totalBytes: number | undefined;
}

export interface PartRequest {
  readonly address: URL;
  /** The file to append to, and how much of it is there. */
  readonly part: string;
  readonly have: number;
  /** The server's mark of the file that the part belongs to; empty or undefined: not known. */
  readonly validator: string | undefined;
  readonly onValidator: (validator: string) => Promise<void>;
}

export interface ReceiveOptions {
  readonly maxBytes: number;
  readonly size?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly silenceMs?: number;
}

const maxRedirects = 8;
const progressBytes = 1 << 18;

/**
 * Fetches the rest of a file to the end of its part, or all of it where the server gives no rests.
 * @throws BrokenOff if it stops before its end; NothingLeft if the part is no shorter than the file; VolscopeError for all that trying again would not change.
 */
export async function receive(request: PartRequest, options: ReceiveOptions): Promise<void> {
  const watch = new SilenceWatch(options.silenceMs ?? 30_000, options.signal);
  try {
    const response = await follow(request, watch);
    await save(response, request, options, watch);
  } catch (cause) {
    if (options.signal?.aborted) {
      throw new VolscopeError('cancelled', sentence`The download was cancelled; what has arrived is kept.`, {
        cause,
      });
    }
    if (watch.silent) throw new Silent('The server is silent.', { cause });
    throw cause;
  } finally {
    watch.end();
  }
}

/** Asks, and goes where the server sends; each address is checked. */
async function follow({ address, have, validator }: PartRequest, watch: SilenceWatch): Promise<Response> {
  // Packed bytes could neither be counted nor taken up in the middle.
  const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
  if (have > 0) headers['Range'] = `bytes=${have}-`;
  if (have > 0 && validator) headers['If-Range'] = validator;
  let url = address;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await fetch(url, { headers, redirect: 'manual', signal: watch.signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !location) return response;
    await response.body?.cancel();
    url = checkedUrl(location, url);
  }
  throw new VolscopeError(
    'model',
    sentence`${address.host} sends from one address to the next without end; check the address.`,
  );
}

async function save(
  response: Response,
  { address, part, have, onValidator }: PartRequest,
  options: ReceiveOptions,
  watch: SilenceWatch,
): Promise<void> {
  const start = startOf(response, have, address);
  const length = lengthOf(response);
  const total = length === undefined ? options.size : start + length;
  checkLength(total, options, address);
  const validator = response.headers.get('etag') ?? response.headers.get('last-modified');
  // A weak mark does not promise the same bytes.
  if (validator && !validator.startsWith('W/')) await onValidator(validator);
  const file = await open(part, start > 0 ? 'r+' : 'w').catch((cause: unknown) => {
    throw writeError(cause, part);
  });
  try {
    const received = await saveBody(response, file, start, { ...options, total, address, watch });
    if (total !== undefined && received < total) throw new BrokenOff('The body ended early.');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The position of the first byte of the answer's body. */
function startOf(response: Response, have: number, address: URL): number {
  if (response.status === 200) return 0;
  if (response.status === 416 && have > 0) throw new NothingLeft('The part is as long as the file.');
  if (response.status !== 206) throw statusError(response.status, address);
  const [, start] = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (Number(start) === have) return have;
  throw new VolscopeError(
    'model',
    sentence`${address.host} gives another piece of the file than was asked for; try again.`,
  );
}

/** Of the body, in bytes; not known for a packed one. */
function lengthOf(response: Response): number | undefined {
  const length = response.headers.get('content-length');
  return length === null || response.headers.has('content-encoding') ? undefined : Number(length);
}

function checkLength(total: number | undefined, { size, maxBytes }: ReceiveOptions, { host }: URL): void {
  if (total !== undefined && size !== undefined && total !== size) {
    throw new UnexpectedFile(
      'model',
      `${host} offers a file of ${total} bytes instead of the expected ${size}; it is another one, and was not fetched.`,
    );
  }
  if ((total ?? 0) > maxBytes) {
    throw new UnexpectedFile(
      'model',
      `${host} offers a file of over 2 GiB, larger than any network that is supported.`,
    );
  }
}

interface SaveOptions extends ReceiveOptions {
  readonly total: number | undefined;
  readonly address: URL;
  readonly watch: SilenceWatch;
}

/** Writes the body and returns the length of the file. */
async function saveBody(
  response: Response,
  file: FileHandle,
  start: number,
  { total, maxBytes, address, watch, onProgress }: SaveOptions,
): Promise<number> {
  let received = start;
  let reported = -Infinity;
  const report = (): void => {
    reported = received;
    onProgress?.({ receivedBytes: received, totalBytes: total });
  };
  for await (const chunk of chunksOf(response)) {
    watch.heard();
    if (received + chunk.byteLength > (total ?? maxBytes)) {
      const limit = total ?? maxBytes;
      throw new UnexpectedFile(
        'model',
        `${address.host} sends more than the ${limit} bytes of the file; it was refused.`,
      );
    }
    await file.write(chunk, 0, chunk.byteLength, received).catch((cause: unknown) => {
      throw writeError(cause, 'The download');
    });
    received += chunk.byteLength;
    if (received - reported >= progressBytes) report();
  }
  if (reported !== received) report();
  return received;
}

/** The body's pieces; a body that stops is BrokenOff. */
async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new BrokenOff('The body broke off.', { cause });
      });
      if (done) return;
      yield value as Uint8Array;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Ends a request when the user cancels, or when nothing was heard for a while. */
class SilenceWatch {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly cancel: AbortSignal | undefined;
  silent = false;

  constructor(silenceMs: number, cancel: AbortSignal | undefined) {
    this.cancel = cancel;
    this.timer = setTimeout(() => {
      this.silent = true;
      this.controller.abort();
    }, silenceMs);
    cancel?.addEventListener('abort', this.abort);
    if (cancel?.aborted) this.abort();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  heard(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
    this.cancel?.removeEventListener('abort', this.abort);
  }

  private readonly abort = (): void => this.controller.abort();
}
