import { expect, it } from 'vitest';
import { evaluate } from './expression.ts';

const values = { spacing: [1.5, 2], root: '.', half: 0.5 };
const valueOf = (id: string) => values[id as keyof typeof values];

it.each([
  ["@root + '/eval'", './eval'],
  ['1 - @half * 2 + -3 / (4 + 2)', -0.5],
  ['[1, @half, (2, 3), (4), ()]', [1, 0.5, [2, 3], 4, []]],
  ['@spacing + [4,]', [1.5, 2, 4]],
  ['@spacing if @half else None', [1.5, 2]],
  ["'a' if not len(@spacing) else ('b' if [] else 'c')", 'c'],
  ['None', null],
  ['True', true],
  ['"x"', 'x'],
])('%s', (expression, value) => {
  expect(evaluate(expression, valueOf)).toEqual(value);
});

it.each([
  "__import__('os').system('exit')",
  'torch.device("cpu")',
  'Nonesuch',
  '[1',
  '1 if 2',
  'len 3',
  'len(3)',
  '1 2',
  '@root * 2',
  'lambda x: x > 0',
  "'a\\'b'",
  '',
])('refuses %s by name', (expression) => {
  expect(() => evaluate(expression, valueOf)).toThrow(`"$${expression}", which is not supported`);
});
