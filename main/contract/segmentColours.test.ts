import { expect, test } from 'vitest';
import { contrastingColour, distinctColour } from './segmentColours.ts';

test('beside a purple organ comes turquoise and not another purple', () => {
  expect(distinctColour(['#9c699c'])).toBe('#9b5de5');
  expect(contrastingColour(['#9c699c'])).toBe('#00f5d4');
  expect(contrastingColour([])).toBe('#9b5de5');
});
