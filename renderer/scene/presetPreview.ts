import vtkFramebuffer from '@kitware/vtk.js/Rendering/OpenGL/Framebuffer';
import type { Grid } from '../../main/contract/geometry.ts';
import type { VolumePreset } from '../display/volumePresets.ts';
import { dolly, poseFrom } from '../geometry/cameraPose.ts';
import { useVolume } from '../stores/volume.ts';
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
  const { renderer, gl } = stage;
  const { width, height } = previewSize;
  const camera = renderer.getActiveCamera();
  const viewport = renderer.getViewport() as unknown as [number, number, number, number];
  const actors = renderer.getActors().filter((actor) => actor.getVisibility());
  const framebuffer = vtkFramebuffer.newInstance();
  framebuffer.setOpenGLRenderWindow(stage.view);
  framebuffer.saveCurrentBindingsAndBuffers();
  framebuffer.create(width, height);
  framebuffer.populateFramebuffer();
  framebuffer.bind();
  renderer.setViewport(0, 0, 1, 1);
  applyPose(camera, dolly(poseFrom('A', grid, width / height), closeness, grid), grid);
  volume.setPreset(preset, 0);
  volume.setVolumeVisible(true);
  volume.setClipBox(null, false);
  for (const actor of actors) actor.setVisibility(false);
  stage.drawVolume();
  const upsideDown = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
  framebuffer.restorePreviousBindingsAndBuffers();
  framebuffer.releaseGraphicsResources();
  framebuffer.delete();
  for (const actor of actors) actor.setVisibility(true);
  renderer.setViewport(...viewport);
  const { pose } = useVolume.getState();
  if (pose) applyPose(camera, pose, grid);
  return upright(upsideDown, width, height);
}

/** WebGL counts rows from below, a picture from above. */
export function upright(rgba: Uint8Array, width: number, height: number): ImageData {
  const picture = new ImageData(width, height);
  const row = width * 4;
  for (let y = 0; y < height; y += 1) {
    picture.data.set(rgba.subarray((height - 1 - y) * row, (height - y) * row), y * row);
  }
  for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
  return picture;
}
