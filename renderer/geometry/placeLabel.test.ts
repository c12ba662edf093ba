import { expect, it } from 'vitest';
import { overlap, placeLabel } from './placeLabel.ts';

const pane = { width: 400, height: 300 };
const size = { width: 80, height: 15 };
const shape = { x: 150, y: 100, width: 60, height: 40 };

it('a label stands to the right of its shape where there is room', () => {
  expect(placeLabel(shape, size, pane, [])).toEqual({ x: 218, y: 112.5, ...size });
});

it('it makes way for what is there, and stays in the pane', () => {
  const right = { x: 215, y: 0, width: 185, height: 300 };
  const left = { x: 0, y: 0, width: 135, height: 300 };
  const below = { x: 0, y: 141, width: 400, height: 159 };
  expect(placeLabel(shape, size, pane, [right])).toMatchObject({ x: 62, y: 112.5 });
  expect(placeLabel(shape, { width: 40, height: 15 }, pane, [right, left])).toMatchObject({ x: 160, y: 148 });
  expect(placeLabel(shape, { width: 40, height: 15 }, pane, [right, left, below])).toMatchObject({ y: 77 });
  const atTheEdge = placeLabel({ x: 350, y: 280, width: 45, height: 15 }, size, pane, []);
  expect(overlap(atTheEdge, { x: 0, y: 0, ...pane })).toBe(size.width * size.height);
  expect(overlap(atTheEdge, { x: 350, y: 280, width: 45, height: 15 })).toBe(0);
});

it('where everything is taken it covers the least', () => {
  const everything = { x: 0, y: 0, ...pane };
  const twice = { x: 0, y: 0, width: 400, height: 130 };
  expect(placeLabel(shape, size, pane, [everything, twice]).y).toBeGreaterThanOrEqual(130);
});
