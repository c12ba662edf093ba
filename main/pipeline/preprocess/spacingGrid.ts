import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Affine, Vec3 } from '../../contract/geometry.ts';
import { affineColumn, affineSpacingMm } from '../../volume/affine.ts';
import { roundHalfEven } from './axisTaps.ts';

/** Where the voxels of a grid with another spacing lie, in voxels of the grid that they are sampled from. */
export interface SpacingGrid {
  readonly shape: Vec3;
  /** Of voxel 0, along each axis. */
  readonly start: Vec3;
  /** From one voxel to the next. */
  readonly step: Vec3;
}

/** MONAI's AFFINE_TOL: a spacing (mm) or step (voxels) that is as near as this counts as the same. */
const TOLERANCE = 1e-3;
/** numpy's allclose against 0. */
const CLOSE_TO_ZERO = 1e-8;

/**
 * The grid of MONAI's Spacing (zoom_affine and compute_shape_offset, float64): the axes keep their directions, and voxel 0 its
 * place. In an oblique scan the header's float32 leaves the axes a hair off their right angles; where that moves a corner by more
 * than 1e-8 voxels MONAI aligns the grids' middles instead, counted as half of the shapes, and so does this.
 * @param spacingMm wanted; 0 leaves an axis as it is
 * @returns undefined where nothing is to be resampled
 * @throws VolscopeError('input') where the axes are not at right angles.
 */
export function spacingGrid(affine: Affine, shape: Vec3, spacingMm: Vec3): SpacingGrid | undefined {
  const present = affineSpacingMm(affine);
  const wanted = spacingMm.map((mm, axis) =>
    mm <= 0 || Math.abs(mm - present[axis]) <= TOLERANCE ? present[axis] : mm,
  );
  const along = triangular(affine);
  const reach = (a: number, b: number) => (along[a][b] * (shape[b] - 1)) / wanted[a];
  const extent = vec3((a) => [0, 1, 2].reduce((sum, b) => sum + Math.abs(reach(a, b)), 0));
  const slip = vec3((a) => [0, 1, 2].reduce((sum, b) => sum + (b > a ? Math.abs(reach(a, b)) : 0), 0));
  const lowest = vec3((a) => [0, 1, 2].reduce((sum, b) => sum + (b > a ? Math.min(0, reach(a, b)) : 0), 0));
  if (Math.max(...slip) > 0.1)
    throw new VolscopeError(
      'input',
      sentence`The scan's voxel axes are not at right angles (a tilted gantry), and this model needs it resampled; straighten the scan first or take another model.`,
    );
  const target = vec3((axis) => roundHalfEven(extent[axis] + 1));
  const step = vec3((axis) => wanted[axis] / present[axis]);
  const keepsCorner = lowest.every((voxels) => voxels >= -CLOSE_TO_ZERO);
  const start = vec3((axis) => (keepsCorner ? 0 : shape[axis] / 2 - (step[axis] * target[axis]) / 2));
  const stays = [0, 1, 2].every(
    (a) => Math.abs(step[a] - 1) <= TOLERANCE && Math.abs(start[a]) <= TOLERANCE && target[a] === shape[a],
  );
  return stays ? undefined : { shape: target, start, step };
}

/** The upper triangular factor of the affine's linear part (Gram and Schmidt): its diagonal is the spacing, the rest shear. */
function triangular(affine: Affine): number[][] {
  const factor = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const directions: Vec3[] = [];
  for (let column = 0; column < 3; column++) {
    let rest = affineColumn(affine, column);
    directions.forEach((direction, row) => {
      factor[row][column] = direction[0] * rest[0] + direction[1] * rest[1] + direction[2] * rest[2];
      const share = factor[row][column];
      rest = [rest[0] - share * direction[0], rest[1] - share * direction[1], rest[2] - share * direction[2]];
    });
    const length = Math.hypot(...rest);
    factor[column][column] = length;
    directions.push([rest[0] / length, rest[1] / length, rest[2] / length]);
  }
  return factor;
}

function vec3(of: (axis: number) => number): [number, number, number] {
  return [of(0), of(1), of(2)];
}
