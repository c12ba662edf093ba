import type vtkCamera from '@kitware/vtk.js/Rendering/Core/Camera';
import type { Grid } from '../../main/contract/geometry.ts';
import { reachOf, viewAngleDegrees, type CameraPose } from '../geometry/cameraPose.ts';

/** Puts vtk's camera where the pose says, with the whole grid between its near and its far plane. */
export function applyPose(camera: vtkCamera, pose: CameraPose, grid: Grid): void {
  camera.setParallelProjection(false);
  camera.setViewAngle(viewAngleDegrees);
  camera.setFocalPoint(...pose.focalPointRas);
  camera.setPosition(...pose.positionRas);
  camera.setViewUp(...pose.upRas);
  camera.setClippingRange(...reachOf(pose, grid));
}
