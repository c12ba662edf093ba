import type { Affine, Vec3, VoxelBox } from '../contract/geometry.ts';
import { affineFromColumns, affineColumn, applyAffine } from './affine.ts';
import type { RasView } from './orientation.ts';

export type VoxelArray = Int16Array | Float32Array | Uint8Array;

/** Number of voxels along each axis of a box. */
export function boxShape(box: VoxelBox): Vec3 {
  return [box.end[0] - box.start[0], box.end[1] - box.start[1], box.end[2] - box.start[2]];
}

/** A box of a stored grid, seen in RAS. */
export function boxToRas(box: VoxelBox, view: RasView): VoxelBox {
  const range = (world: number) => {
    const axis = view.storedAxis[world];
    return mirrored(view, world, box.start[axis], box.end[axis]);
  };
  const [r, a, s] = [range(0), range(1), range(2)];
  return { start: [r[0], a[0], s[0]], end: [r[1], a[1], s[1]] };
}

/** A box of the RAS arrangement, on the grid as it is stored. */
export function boxFromRas(box: VoxelBox, view: RasView): VoxelBox {
  const start: number[] = [];
  const end: number[] = [];
  for (let world = 0; world < 3; world++) {
    const [from, to] = mirrored(view, world, box.start[world], box.end[world]);
    start[view.storedAxis[world]] = from;
    end[view.storedAxis[world]] = to;
  }
  return { start: [start[0], start[1], start[2]], end: [end[0], end[1], end[2]] };
}

function mirrored(view: RasView, world: number, from: number, to: number): [number, number] {
  return view.sign[world] > 0 ? [from, to] : [view.shapeRas[world] - to, view.shapeRas[world] - from];
}

/** Edge of the square tiles in which axes are exchanged: two tiles of int16 fit the L1 cache. */
const TILE = 64;

/**
 * Copies voxels from one strided arrangement to another: `count` voxels along three axes, each with its own step in
 * source and target. Exact; walks the source or the target in memory order and tiles where they differ.
 */
export function copyStrided<T extends VoxelArray>(
  source: T,
  sourceFirst: number,
  sourceStride: Vec3,
  target: T,
  targetFirst: number,
  targetStride: Vec3,
  count: Vec3,
): void {
  const [inner, ...others] = [0, 1, 2].sort((a, b) => Math.abs(targetStride[a]) - Math.abs(targetStride[b]));
  const [middle, outer] = others.sort((a, b) => Math.abs(sourceStride[a]) - Math.abs(sourceStride[b]));
  // Where both walk along the same axis there is nothing to exchange, and rows are copied whole.
  const tile = Math.abs(sourceStride[inner]) === 1 ? count[inner] : TILE;
  // Where the target runs backwards, rows are walked from their other end.
  const turn = targetStride[inner] < 0 ? -1 : 1;
  const [sourceInner, targetInner] = [turn * sourceStride[inner], turn * targetStride[inner]];
  const skipped = turn < 0 ? count[inner] - 1 : 0;
  const [sourceStart, targetStart] = [
    sourceFirst - skipped * sourceInner,
    targetFirst - skipped * targetInner,
  ];
  // The runtime's own copy and reversal are three times as fast as a loop.
  const rowwise = Math.abs(sourceInner) === 1 && targetInner === 1;

  for (let o = 0; o < count[outer]; o++) {
    for (let m0 = 0; m0 < count[middle]; m0 += TILE) {
      const mEnd = Math.min(m0 + TILE, count[middle]);
      for (let n0 = 0; n0 < count[inner]; n0 += tile) {
        const length = Math.min(tile, count[inner] - n0);
        for (let m = m0; m < mEnd; m++) {
          let s = sourceStart + o * sourceStride[outer] + m * sourceStride[middle] + n0 * sourceInner;
          let t = targetStart + o * targetStride[outer] + m * targetStride[middle] + n0 * targetInner;
          if (rowwise) {
            const row = target.subarray(t, t + length);
            row.set(
              source.subarray(sourceInner > 0 ? s : s - length + 1, sourceInner > 0 ? s + length : s + 1),
            );
            if (sourceInner < 0) row.reverse();
          } else {
            for (let n = 0; n < length; n++, s += sourceInner, t += targetInner) target[t] = source[s];
          }
        }
      }
    }
  }
}

/** Of a block whose first axis is fastest. */
export function strides(shape: Vec3): Vec3 {
  return [1, shape[0], shape[0] * shape[1]];
}

function offsetOf(position: Vec3, stride: Vec3): number {
  return position[0] * stride[0] + position[1] * stride[1] + position[2] * stride[2];
}

/** The voxels of a box of the RAS arrangement, R fastest, read from the grid as it is stored. */
export function readRasBox<T extends VoxelArray>(stored: T, view: RasView, box: VoxelBox): T {
  const shape = boxShape(box);
  const block = emptyLike(stored, shape[0] * shape[1] * shape[2]);
  const first = view.first + offsetOf(box.start, view.stride);
  copyStrided(stored, first, view.stride, block, 0, strides(shape), shape);
  return block;
}

/**
 * A block of voxels (R fastest) that lies at `box` of the RAS arrangement, turned to the stored arrangement (i fastest);
 * where it lies there is `boxFromRas(box, view)`.
 */
export function blockFromRas<T extends VoxelArray>(block: T, box: VoxelBox, view: RasView): T {
  const count = boxShape(box);
  const { first, stride } = arrangementFromRas(count, view);
  const turned = emptyLike(block, block.length);
  copyStrided(block, 0, strides(count), turned, first, stride, count);
  return turned;
}

/** Where the voxels of a block lie in memory: the first one, and how far it is to the next along each axis. */
export interface Arrangement {
  readonly first: number;
  readonly stride: Vec3;
}

/** Where voxels of a block of `shapeRas` of the RAS arrangement lie once it is turned to the stored one. */
export function arrangementFromRas(shapeRas: Vec3, view: RasView): Arrangement {
  const storedShape: [number, number, number] = [0, 0, 0];
  for (let world = 0; world < 3; world++) storedShape[view.storedAxis[world]] = shapeRas[world];
  const storedStride = strides(storedShape);
  const step = [0, 1, 2].map((world) => view.sign[world] * storedStride[view.storedAxis[world]]);
  const first = step.reduce((sum, s, world) => sum + (s < 0 ? -s * (shapeRas[world] - 1) : 0), 0);
  return { first, stride: [step[0], step[1], step[2]] };
}

function emptyLike<T extends VoxelArray>(array: T, length: number): T {
  return new (array.constructor as new (length: number) => T)(length);
}

/** The affine of a box of the RAS arrangement: voxel (0, 0, 0) is the box's first one. */
export function rasBoxAffine(affineIjkToRas: Affine, shapeIjk: Vec3, view: RasView, box: VoxelBox): Affine {
  const columns = view.storedAxis.map((axis, world) => {
    const column = affineColumn(affineIjkToRas, axis);
    return column.map((mm) => mm * view.sign[world]) as [number, number, number];
  });
  const corner: [number, number, number] = [0, 0, 0];
  view.storedAxis.forEach((axis, world) => {
    corner[axis] = view.sign[world] > 0 ? box.start[world] : shapeIjk[axis] - 1 - box.start[world];
  });
  return affineFromColumns([columns[0], columns[1], columns[2]], applyAffine(affineIjkToRas, corner));
}
