import type { Grid } from '../../main/contract/geometry.ts';
import type { VolumePreset } from '../display/volumePresets.ts';
import { dolly, poseFrom } from '../geometry/cameraPose.ts';
import { useVolume } from '../stores/volume.ts';
import { paintApart } from './paintApart.ts';
import type { Stage } from './stage.ts';
import type { VolumeView } from './volumeView.ts';
import { applyPose } from './vtkCamera.ts';

/** In device pixels. */
export const previewSize = { width: 144, height: 108 } as const;

/** Nearer than the whole grid needs: the air around the patient is left out. */
const closeness = 1.45;

/**
 * Paints what a preset makes of the volume, whole and from the front. Leaves the view's preset, visibility and cut
 * for the caller to set again.
 */
export function paintPreview(stage: Stage, volume: VolumeView, grid: Grid, preset: VolumePreset): ImageData {
  const camera = stage.renderer.getActiveCamera();
  const actors = stage.renderer.getActors().filter((actor) => actor.getVisibility());
  const { width, height } = previewSize;
  const picture = paintApart(stage, previewSize, () => {
    applyPose(camera, dolly(poseFrom('A', grid, width / height), closeness, grid), grid);
    volume.setPreset(preset, 0);
    volume.setVolumeVisible(true);
    volume.setClipBox(null, false);
    for (const actor of actors) actor.setVisibility(false);
    stage.drawVolume();
  });
  for (const actor of actors) actor.setVisibility(true);
  const { pose } = useVolume.getState();
  if (pose) applyPose(camera, pose, grid);
  return picture;
}
