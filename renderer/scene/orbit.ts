import type vtkCamera from '@kitware/vtk.js/Rendering/Core/Camera';
import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { centreIjk, gridCornersIjk, voxelToRas } from '../geometry/grid.ts';
import { add, cross, length, normalise, scale, subtract } from '../geometry/vec3.ts';

const viewAngleDegrees = 30;

/** Looks at the patient from the front: R on the left of the screen, S up, the whole grid in sight. */
export function faceFront(camera: vtkCamera, grid: Grid, aspect: number): void {
  const middle = voxelToRas(grid.affineIjkToRas, centreIjk(grid));
  const half = halfExtentRas(grid);
  const tangent = Math.tan((viewAngleDegrees * Math.PI) / 360);
  const distance = half[1] + Math.max(half[2], half[0] / aspect) / tangent;
  camera.setParallelProjection(false);
  camera.setViewAngle(viewAngleDegrees);
  camera.setFocalPoint(...middle);
  camera.setPosition(...add(middle, [0, distance, 0]));
  camera.setViewUp(0, 0, 1);
  setReach(camera, grid);
}

/** Turns the camera round the patient, half a turn for a drag across the pane. */
export function orbit(camera: vtkCamera, dx: number, dy: number, paneHeight: number): void {
  camera.azimuth((-dx / paneHeight) * 180);
  camera.elevation((dy / paneHeight) * 180);
  camera.orthogonalizeViewUp();
}

/** Moves what is looked at by (dx, dy) CSS pixels. */
export function panCamera(camera: vtkCamera, dx: number, dy: number, paneHeight: number): void {
  const up = normalise(camera.getViewUp());
  const right = cross(normalise(camera.getDirectionOfProjection()), up);
  const mm = (2 * camera.getDistance() * Math.tan((viewAngleDegrees * Math.PI) / 360)) / paneHeight;
  const shift = add(scale(right, -dx * mm), scale(up, dy * mm));
  camera.setFocalPoint(...add(camera.getFocalPoint(), shift));
  camera.setPosition(...add(camera.getPosition(), shift));
}

/** Brings the camera nearer (factor above 1) or further away. */
export function dolly(camera: vtkCamera, factor: number, grid: Grid): void {
  const radius = radiusMm(grid);
  const distance = Math.min(radius * 20, Math.max(radius * 0.15, camera.getDistance() / factor));
  const away = scale(normalise(camera.getDirectionOfProjection()), -distance);
  camera.setPosition(...add(camera.getFocalPoint(), away));
  setReach(camera, grid);
}

/** Keeps the whole grid between the near and the far plane. */
export function setReach(camera: vtkCamera, grid: Grid): void {
  const middle = voxelToRas(grid.affineIjkToRas, centreIjk(grid));
  const toMiddle = length(subtract(middle, camera.getPosition()));
  const radius = radiusMm(grid);
  const far = toMiddle + radius * 1.05;
  camera.setClippingRange(Math.max(toMiddle - radius * 1.05, far / 500), far);
}

/** How far the grid reaches from its middle along R, A and S, in mm. */
function halfExtentRas(grid: Grid): Vec3 {
  const middle = voxelToRas(grid.affineIjkToRas, centreIjk(grid));
  const offsets = gridCornersIjk(grid).map((ijk) => subtract(voxelToRas(grid.affineIjkToRas, ijk), middle));
  const reach = (axis: number) => Math.max(...offsets.map((offset) => Math.abs(offset[axis]!)));
  return [reach(0), reach(1), reach(2)];
}

function radiusMm(grid: Grid): number {
  const middle = voxelToRas(grid.affineIjkToRas, centreIjk(grid));
  const distances = gridCornersIjk(grid).map((ijk) =>
    length(subtract(voxelToRas(grid.affineIjkToRas, ijk), middle)),
  );
  return Math.max(...distances);
}
