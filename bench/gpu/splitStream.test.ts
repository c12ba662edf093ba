import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { splitStream } from './splitStream.ts';

test('parts are as long as they may be, joined they are the stream, and their sums are theirs', async () => {
  const bytes = Uint8Array.from({ length: 25 }, (_, n) => n);
  async function* source() {
    yield bytes.subarray(0, 3);
    yield bytes.subarray(3, 24);
    yield bytes.subarray(24);
  }
  const written: Buffer[][] = [];
  const parts = await splitStream(source(), 10, (index) => {
    written[index] = [];
    const file = new Writable({
      write: (chunk: Buffer, _, done) => {
        written[index].push(Buffer.from(chunk));
        done();
      },
    });
    return { name: `part${index}`, file, hash: createHash('sha256') };
  });
  const contents = written.map((pieces) => Buffer.concat(pieces));
  expect(parts.map((part) => part.bytes)).toEqual([10, 10, 5]);
  expect(Buffer.concat(contents)).toEqual(Buffer.from(bytes));
  parts.forEach(({ sha256 }, n) =>
    expect(sha256).toBe(createHash('sha256').update(contents[n]).digest('hex')),
  );
});
