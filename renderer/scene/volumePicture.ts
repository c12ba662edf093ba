import vtkFramebuffer from '@kitware/vtk.js/Rendering/OpenGL/Framebuffer';
import type { Grid } from '../../main/contract/geometry.ts';
import type { PaneSize } from '../geometry/paneMap.ts';
import { useVolume } from '../stores/volume.ts';
import { upright } from './presetPreview.ts';
import type { Stage } from './stage.ts';
import type { VolumePainter } from './volumePainter.ts';
import { applyPose } from './vtkCamera.ts';

/**
 * Paints the 3D view from where it is looked at, volume and surfaces, at a size of its own: its pane need not be on show. In
 * one piece: for pictures of moderate size.
 */
export function paintVolumePicture(
  stage: Stage,
  painter: VolumePainter,
  grid: Grid,
  { width, height }: PaneSize,
): ImageData | null {
  const { pose } = useVolume.getState();
  if (!pose) return null;
  const { renderer, gl } = stage;
  const viewport = renderer.getViewport() as unknown as [number, number, number, number];
  const framebuffer = vtkFramebuffer.newInstance();
  framebuffer.setOpenGLRenderWindow(stage.view);
  framebuffer.saveCurrentBindingsAndBuffers();
  framebuffer.create(width, height);
  framebuffer.populateFramebuffer();
  framebuffer.bind();
  renderer.setViewport(0, 0, 1, 1);
  applyPose(renderer.getActiveCamera(), pose, grid);
  stage.withVolumeDrawn(() => painter.paintOnto(framebuffer));
  const upsideDown = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
  framebuffer.restorePreviousBindingsAndBuffers();
  framebuffer.releaseGraphicsResources();
  framebuffer.delete();
  renderer.setViewport(...viewport);
  return upright(upsideDown, width, height);
}
