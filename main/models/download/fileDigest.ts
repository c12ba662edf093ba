import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface ExpectedHash {
  readonly algorithm: 'md5' | 'sha1' | 'sha256';
  /** Hexadecimal. */
  readonly value: string;
}

/** A file's hash in hexadecimal, without holding the file in memory. */
export async function fileDigest(path: string, algorithm: ExpectedHash['algorithm']): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
