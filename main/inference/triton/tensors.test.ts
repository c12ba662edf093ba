import { expect, test } from 'vitest';
import { tensorOf } from './tensors.ts';

test('numbers at any byte of the Buffer that an answer came in are taken', () => {
  for (let at = 0; at < 8; at++) {
    const answer = Buffer.alloc(32);
    [0.5, -1].forEach((value, n) => answer.writeFloatLE(value, at + 4 * n));
    const output = { name: 'X', datatype: 'FP32', shape: [2], data: answer.subarray(at, at + 8) } as const;
    expect([...tensorOf(output).data]).toEqual([0.5, -1]);
  }
});
