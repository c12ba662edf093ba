import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { rasToVoxel, voxelToRas } from './grid.ts';
import { fittedView, mmPerPixel, paneCentreRas, type PaneSize, type PlaneView } from './paneMap.ts';
import type { Plane } from './planes.ts';
import { add, dot, scale, subtract } from './vec3.ts';

/** One plane of a scan, and what of it a pane shows. */
export interface PlaneOnShow {
  readonly grid: Grid;
  readonly plane: Plane;
  readonly view: PlaneView;
  /** A point of the slice, in voxels: the crosshair. */
  readonly ijk: Vec3;
}

/**
 * Where a place of one scan lies in another, in its voxels: not rounded, and maybe outside of it.
 *
 * @param offsetRas what is added to the patient position on the way, in mm
 */
export function carryVoxel(from: Grid, ijk: Vec3, to: Grid, offsetRas: Vec3): Vec3 {
  return rasToVoxel(to.affineIjkToRas, add(voxelToRas(from.affineIjkToRas, ijk), offsetRas));
}

/** The patient position (RAS mm) in the middle of a pane, on the slice that it shows. */
export function middleRas({ grid, plane, view, ijk }: PlaneOnShow): Vec3 {
  const centre = paneCentreRas(grid, plane, view);
  const depth = dot(plane.awayRas, subtract(voxelToRas(grid.affineIjkToRas, ijk), centre));
  return add(centre, scale(plane.awayRas, depth));
}

/**
 * The view of another scan's plane that has the same place in the middle of a pane of the same size, and as many mm to a
 * pixel, whatever the two scans' grids.
 *
 * @param to its crosshair already at the same place
 * @param offsetRas what is added to the patient position on the way, in mm
 * @param alongRas the direction in which slices that cut each other at an angle are laid over each other: the same there
 * and back, so that the way back leads to the same view
 */
export function carryView(
  from: PlaneOnShow,
  { grid, plane, ijk }: Omit<PlaneOnShow, 'view'>,
  size: PaneSize,
  offsetRas: Vec3,
  alongRas: Vec3,
): PlaneView {
  const middle = add(middleRas(from), offsetRas);
  const toSlice = dot(plane.awayRas, subtract(voxelToRas(grid.affineIjkToRas, ijk), middle));
  const onSlice = add(middle, scale(alongRas, toSlice / dot(plane.awayRas, alongRas)));
  const pan = subtract(onSlice, paneCentreRas(grid, plane, fittedView));
  return {
    panMm: [dot(plane.rightRas, pan), dot(plane.upRas, pan)],
    zoom: mmPerPixel(grid, plane, fittedView, size) / mmPerPixel(from.grid, from.plane, from.view, size),
  };
}
