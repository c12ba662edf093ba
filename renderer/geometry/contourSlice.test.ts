import { describe, expect, it } from 'vitest';
import type { Vec3, VoxelBox } from '../../main/contract/geometry.ts';
import { contourSlice } from './contourSlice.ts';
import { voxelOffset } from './grid.ts';

const shape: Vec3 = [7, 6, 5];

function labelled(box: VoxelBox, value: number, into = new Uint8Array(7 * 6 * 5)) {
  for (let k = box.start[2]; k < box.end[2]; k += 1)
    for (let j = box.start[1]; j < box.end[1]; j += 1)
      for (let i = box.start[0]; i < box.end[0]; i += 1) into[voxelOffset(shape, [i, j, k])] = value;
  return into;
}

function count(labels: Uint8Array, box: VoxelBox, axis: number): number {
  let sum = 0;
  for (let slice = 0; slice < shape[axis]!; slice += 1) {
    const into = new Uint8Array((7 * 6 * 5) / shape[axis]!);
    contourSlice(labels, shape, box, axis, slice, into);
    sum += into.filter((label) => label > 0).length;
  }
  return sum;
}

describe('contourSlice', () => {
  const block: VoxelBox = { start: [2, 1, 1], end: [5, 4, 4] };
  it.each([0, 1, 2])('a block of 3 x 3 x 3 has 26 border voxels, sliced along axis %i', (axis) => {
    expect(count(labelled(block, 3), block, axis)).toBe(26);
  });

  it.each([0, 1, 2])('a full volume has its outer shell, sliced along axis %i', (axis) => {
    const whole: VoxelBox = { start: [0, 0, 0], end: shape };
    expect(count(labelled(whole, 1), whole, axis)).toBe(7 * 6 * 5 - 5 * 4 * 3);
  });

  it('labels that touch have a contour each', () => {
    const both: VoxelBox = { start: [0, 0, 0], end: shape };
    const labels = labelled({ start: [0, 0, 0], end: [3, 6, 5] }, 1);
    labelled({ start: [3, 0, 0], end: [7, 6, 5] }, 2, labels);
    const slice = new Uint8Array(7 * 6);
    contourSlice(labels, shape, both, 2, 2, slice);
    // The third row from below: borders at both ends, and either side of where they meet.
    expect([...slice.subarray(2 * 7, 3 * 7)]).toEqual([1, 0, 1, 2, 0, 0, 2]);
  });
});
