import { expect, test } from 'vitest';
import { AnswerMemory } from './answerMemory.ts';

const SIZE = 2 ** 20;

const filled = (memory: AnswerMemory, byteSize: number, value: number) => {
  const { allocate, release } = memory.lend();
  return { data: allocate(byteSize).fill(value), release };
};
/** The first byte of memory that is taken: 0 where it is fresh. */
const taken = (memory: AnswerMemory, byteSize = SIZE) => memory.lend().allocate(byteSize)[0];

test('memory that was given back is used again for an answer of that size, and for no other', () => {
  const memory = new AnswerMemory();
  filled(memory, SIZE, 7).release();
  expect(taken(memory, SIZE + 4)).toBe(0);
  expect(taken(memory)).toBe(7);
  // Lent out now: the next gets memory of its own.
  expect(taken(memory)).toBe(0);
});

test('tensors can not be read once their memory was given back', () => {
  const { data, release } = filled(new AnswerMemory(), SIZE, 7);
  expect(data).toHaveLength(SIZE);
  release();
  expect(data).toHaveLength(0);
});

test('giving back twice, or what has gone elsewhere, keeps nothing', () => {
  const memory = new AnswerMemory();
  const { data, release } = filled(memory, SIZE, 7);
  structuredClone(data.buffer, { transfer: [data.buffer] });
  release();
  release();
  expect(taken(memory)).toBe(0);
});

test('two answers are kept, small ones never, and nothing after the end', () => {
  const memory = new AnswerMemory();
  const answers = [1, 2, 3].map((value) => filled(memory, SIZE, value));
  for (const { release } of [...answers, filled(memory, 4, 4)]) release();
  expect(taken(memory, 4)).toBe(0);
  expect([taken(memory), taken(memory), taken(memory)]).toEqual([2, 3, 0]);

  const last = filled(memory, SIZE, 9);
  memory.close();
  last.release();
  expect(taken(memory)).toBe(0);
});
