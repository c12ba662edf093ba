import type { Grid, Vec3 } from '../contract/geometry.ts';
import { applyAffine } from './affine.ts';

/** How far apart two grids may lie: headers keep float32, and some programs write only some digits of them. */
const TOLERANCE_MM = 1e-3;

/** Whether two grids have one shape and their voxels lie at one place: all corners within a thousandth of a mm. */
export function isSameGrid(a: Grid, b: Grid): boolean {
  if (a.shapeIjk.some((count, axis) => count !== b.shapeIjk[axis])) return false;
  return gridCorners(a.shapeIjk).every((corner) => {
    const [here, there] = [applyAffine(a.affineIjkToRas, corner), applyAffine(b.affineIjkToRas, corner)];
    return Math.hypot(...here.map((mm, axis) => mm - there[axis])) <= TOLERANCE_MM;
  });
}

/** The voxels at the eight corners of a grid. */
function gridCorners(shapeIjk: Vec3): Vec3[] {
  return Array.from({ length: 8 }, (_, n): Vec3 => {
    const at = (axis: number) => ((n >> axis) & 1) * (shapeIjk[axis] - 1);
    return [at(0), at(1), at(2)];
  });
}
