import type { Affine, Grid, Vec3 } from '../../main/contract/geometry.ts';
import { cross, dot, length, subtract, withComponent } from './vec3.ts';

/** Patient position (RAS mm) of a voxel; (i, j, k) may lie between voxels. */
export function voxelToRas(affineIjkToRas: Affine, ijk: Vec3): Vec3 {
  const row = (r: number) =>
    affineIjkToRas[r * 4]! * ijk[0] +
    affineIjkToRas[r * 4 + 1]! * ijk[1] +
    affineIjkToRas[r * 4 + 2]! * ijk[2] +
    affineIjkToRas[r * 4 + 3]!;
  return [row(0), row(1), row(2)];
}

/** The point in voxel coordinates at a patient position (RAS mm): not rounded, and anywhere. */
export function rasToVoxel(affineIjkToRas: Affine, positionRas: Vec3): Vec3 {
  const [i, j, k] = [0, 1, 2].map((axis) => voxelStepRas(affineIjkToRas, axis)) as [Vec3, Vec3, Vec3];
  const fromFirst = subtract(positionRas, voxelToRas(affineIjkToRas, [0, 0, 0]));
  const volume = dot(i, cross(j, k));
  const along = (across: Vec3) => dot(across, fromFirst) / volume;
  return [along(cross(j, k)), along(cross(k, i)), along(cross(i, j))];
}

/** The step in RAS mm from one voxel to the next along voxel axis `axis`: a column of the affine. */
export function voxelStepRas(affineIjkToRas: Affine, axis: number): Vec3 {
  return [affineIjkToRas[axis]!, affineIjkToRas[4 + axis]!, affineIjkToRas[8 + axis]!];
}

/** Distance between neighbouring voxels along i, j and k, in mm. */
export function spacingMm(affineIjkToRas: Affine): Vec3 {
  const step = (axis: number) => length(voxelStepRas(affineIjkToRas, axis));
  return [step(0), step(1), step(2)];
}

/** The middle of the grid in voxels: between two voxels where a size is even. */
export function centreIjk(grid: Grid): Vec3 {
  const [ni, nj, nk] = grid.shapeIjk;
  return [(ni - 1) / 2, (nj - 1) / 2, (nk - 1) / 2];
}

/** The nearest voxel of the grid to a point in voxel coordinates. */
export function clampToGrid(grid: Grid, ijk: Vec3): Vec3 {
  const clamp = (axis: number) => Math.min(grid.shapeIjk[axis]! - 1, Math.max(0, Math.round(ijk[axis]!)));
  return [clamp(0), clamp(1), clamp(2)];
}

export function isInsideGrid(grid: Grid, ijk: Vec3): boolean {
  return ijk.every((value, axis) => {
    const index = Math.round(value);
    return index >= 0 && index < grid.shapeIjk[axis]!;
  });
}

/** Where voxel (i, j, k) stands in memory: i fastest. */
export function voxelOffset(shapeIjk: Vec3, ijk: Vec3): number {
  return ijk[0] + shapeIjk[0] * (ijk[1] + shapeIjk[1] * ijk[2]);
}

/** The eight outer corners of the grid, in voxel coordinates (half a voxel beyond the outermost centres). */
export function gridCornersIjk(grid: Grid): readonly Vec3[] {
  const corners: Vec3[] = [];
  for (let corner = 0; corner < 8; corner += 1) {
    let ijk: Vec3 = [-0.5, -0.5, -0.5];
    for (let axis = 0; axis < 3; axis += 1) {
      if (corner & (1 << axis)) ijk = withComponent(ijk, axis, grid.shapeIjk[axis]! - 0.5);
    }
    corners.push(ijk);
  }
  return corners;
}
