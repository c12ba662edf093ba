import type { Hash } from 'node:crypto';
import type { Writable } from 'node:stream';

export interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface OpenPart {
  readonly name: string;
  readonly file: Writable;
  readonly hash: Hash;
}

/** Writes a stream into parts of at most `partBytes`, in order: joined they are the stream. */
export async function splitStream(
  source: AsyncIterable<Uint8Array>,
  partBytes: number,
  open: (index: number) => OpenPart,
): Promise<Part[]> {
  const parts: Part[] = [];
  let part: OpenPart | undefined;
  let bytes = 0;
  const close = async () => {
    if (!part) return;
    const { name, file, hash } = part;
    await new Promise<void>((resolve, reject) => {
      file.once('error', reject);
      file.end(resolve);
    });
    parts.push({ name, bytes, sha256: hash.digest('hex') });
    part = undefined;
    bytes = 0;
  };
  for await (const chunk of source) {
    for (let from = 0; from < chunk.byteLength;) {
      part ??= open(parts.length);
      const piece = chunk.subarray(from, from + partBytes - bytes);
      await write(part.file, piece);
      part.hash.update(piece);
      bytes += piece.byteLength;
      from += piece.byteLength;
      if (bytes === partBytes) await close();
    }
  }
  await close();
  return parts;
}

function write(file: Writable, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    file.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
