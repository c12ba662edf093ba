import type { Vec3, VoxelBox } from '../../main/contract/geometry.ts';
import { sliceAxes } from './sliceVoxels.ts';

/**
 * One slice of the contour of each label: voxels whose 3x3x3 neighbourhood is not all of their own label, as MONAI's
 * LabelToContour has it. What lies outside of the volume is background. Made a slice at a time, so that the contour
 * follows every edit and takes no memory of its own.
 *
 * @param labels uint8 on a grid of `shapeIjk`, i fastest
 * @param box holds every voxel that carries a label
 * @param into the slice, the lower of its two axes fastest; overwritten
 */
export function contourSlice(
  labels: Uint8Array,
  shapeIjk: Vec3,
  box: VoxelBox,
  sliceAxis: number,
  slice: number,
  into: Uint8Array,
): void {
  into.fill(0);
  if (slice < box.start[sliceAxis]! || slice >= box.end[sliceAxis]!) return;
  const strides = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  const [uAxis, vAxis] = sliceAxes(sliceAxis);
  const [nu, nv] = [shapeIjk[uAxis]!, shapeIjk[vAxis]!];
  const [stepU, stepV, stepN] = [strides[uAxis]!, strides[vAxis]!, strides[sliceAxis]!];
  const sliceAtBorder = slice === 0 || slice === shapeIjk[sliceAxis]! - 1;
  for (let v = box.start[vAxis]!; v < box.end[vAxis]!; v += 1) {
    for (let u = box.start[uAxis]!; u < box.end[uAxis]!; u += 1) {
      const offset = slice * stepN + v * stepV + u * stepU;
      const label = labels[offset]!;
      if (label === 0) continue;
      const atBorder = sliceAtBorder || u === 0 || v === 0 || u === nu - 1 || v === nv - 1;
      if (atBorder || !isSurrounded(labels, offset, label, stepU, stepV, stepN)) into[v * nu + u] = label;
    }
  }
}

function isSurrounded(
  labels: Uint8Array,
  offset: number,
  label: number,
  stepU: number,
  stepV: number,
  stepN: number,
): boolean {
  for (let n = -1; n <= 1; n += 1) {
    for (let v = -1; v <= 1; v += 1) {
      const at = offset + n * stepN + v * stepV;
      if (labels[at - stepU] !== label || labels[at] !== label || labels[at + stepU] !== label) return false;
    }
  }
  return true;
}
