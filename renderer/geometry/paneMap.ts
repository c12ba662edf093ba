import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { centreIjk, gridCornersIjk, voxelStepRas, voxelToRas } from './grid.ts';
import type { Plane } from './planes.ts';
import { add, dot, scale, subtract, withComponent } from './vec3.ts';

/** How far a plane is moved and enlarged. Zoom 1 shows the whole slice; pan is in mm along screen right and up. */
export interface PlaneView {
  readonly panMm: readonly [right: number, up: number];
  readonly zoom: number;
}

/** In CSS pixels. */
export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

/** Coefficients of i, j, k and 1. */
type Row = readonly [number, number, number, number];

/** The linear map from voxel (i, j, k) to CSS pixels of a pane, x to the right and y downwards from its top left corner. */
export interface PaneMap {
  readonly x: Row;
  readonly y: Row;
}

export const fittedView: PlaneView = { panMm: [0, 0], zoom: 1 };

/** Room left around a fitted slice, for the letters at the edges. */
const margin = 1.04;

/** Millimetres of the patient to a CSS pixel. */
export function mmPerPixel(grid: Grid, plane: Plane, view: PlaneView, size: PaneSize): number {
  const extent = (direction: Vec3) => {
    const along = gridCornersIjk(grid).map((ijk) => dot(direction, voxelToRas(grid.affineIjkToRas, ijk)));
    return Math.max(...along) - Math.min(...along);
  };
  const fitted = Math.max(
    extent(plane.rightRas) / Math.max(1, size.width),
    extent(plane.upRas) / Math.max(1, size.height),
  );
  return (fitted * margin) / view.zoom;
}

/** The patient position (RAS mm) in the middle of the pane. */
export function paneCentreRas(grid: Grid, plane: Plane, view: PlaneView): Vec3 {
  const middle = voxelToRas(grid.affineIjkToRas, centreIjk(grid));
  return add(middle, add(scale(plane.rightRas, view.panMm[0]), scale(plane.upRas, view.panMm[1])));
}

export function paneMap(grid: Grid, plane: Plane, view: PlaneView, size: PaneSize): PaneMap {
  const mm = mmPerPixel(grid, plane, view, size);
  const fromCentre = subtract(voxelToRas(grid.affineIjkToRas, [0, 0, 0]), paneCentreRas(grid, plane, view));
  const row = (direction: Vec3, sign: number, middle: number): Row => {
    const step = (axis: number) => (sign * dot(direction, voxelStepRas(grid.affineIjkToRas, axis))) / mm;
    return [step(0), step(1), step(2), middle + (sign * dot(direction, fromCentre)) / mm];
  };
  return { x: row(plane.rightRas, 1, size.width / 2), y: row(plane.upRas, -1, size.height / 2) };
}

const applyRow = (row: Row, ijk: Vec3) => row[0] * ijk[0] + row[1] * ijk[1] + row[2] * ijk[2] + row[3];

export function voxelToPane(map: PaneMap, ijk: Vec3): readonly [x: number, y: number] {
  return [applyRow(map.x, ijk), applyRow(map.y, ijk)];
}

/** The point in voxel coordinates under a pixel of a pane that shows slice `slice`. */
export function paneToVoxel(map: PaneMap, plane: Plane, slice: number, x: number, y: number): Vec3 {
  const { rightAxis: u, upAxis: v, sliceAxis: n } = plane;
  const dx = x - map.x[3] - map.x[n]! * slice;
  const dy = y - map.y[3] - map.y[n]! * slice;
  const determinant = map.x[u]! * map.y[v]! - map.x[v]! * map.y[u]!;
  const alongU = (dx * map.y[v]! - dy * map.x[v]!) / determinant;
  const alongV = (dy * map.x[u]! - dx * map.y[u]!) / determinant;
  return withComponent(withComponent(withComponent([0, 0, 0], n, slice), u, alongU), v, alongV);
}

/** The view after zooming by `factor` with the point under pixel (x, y) kept where it is. */
export function zoomAt(
  grid: Grid,
  plane: Plane,
  view: PlaneView,
  size: PaneSize,
  factor: number,
  x: number,
  y: number,
): PlaneView {
  const zoom = Math.min(40, Math.max(0.2, view.zoom * factor));
  const before = mmPerPixel(grid, plane, view, size);
  const shift = before - mmPerPixel(grid, plane, { ...view, zoom }, size);
  return {
    zoom,
    panMm: [view.panMm[0] + (x - size.width / 2) * shift, view.panMm[1] - (y - size.height / 2) * shift],
  };
}
