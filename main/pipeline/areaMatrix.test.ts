import { expect, test } from 'vitest';
import { areaMatrix, transpose } from './areaMatrix.ts';

const third = Math.fround(1 / 3);

test('windows of 5 to 3 overlap as adaptive average pooling has them', () => {
  expect([...areaMatrix(5, 3)]).toEqual([0.5, 0.5, 0, 0, 0, 0, third, third, third, 0, 0, 0, 0, 0.5, 0.5]);
});

test('windows of 2 to 4 repeat voxels', () => {
  expect([...areaMatrix(2, 4)]).toEqual([1, 0, 1, 0, 0, 1, 0, 1]);
});

test('transposing exchanges rows and columns', () => {
  expect([...transpose(new Float32Array([1, 2, 3, 4, 5, 6]), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
});
