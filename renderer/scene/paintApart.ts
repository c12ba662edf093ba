import vtkFramebuffer, {
  type vtkFramebuffer as Framebuffer,
} from '@kitware/vtk.js/Rendering/OpenGL/Framebuffer';
import type { PaneSize } from '../geometry/paneMap.ts';
import type { Stage } from './stage.ts';

/**
 * What `paint` draws with vtk's renderer, as a picture beside the canvas: into a framebuffer of its own, which the renderer fills.
 *
 * @param size in device pixels
 * @param paint is given the framebuffer, which is bound
 */
export function paintApart(
  { renderer, gl, view }: Stage,
  { width, height }: PaneSize,
  paint: (framebuffer: Framebuffer) => void,
): ImageData {
  const viewport = renderer.getViewport() as unknown as [number, number, number, number];
  const framebuffer = vtkFramebuffer.newInstance();
  framebuffer.setOpenGLRenderWindow(view);
  framebuffer.saveCurrentBindingsAndBuffers();
  framebuffer.create(width, height);
  framebuffer.populateFramebuffer();
  framebuffer.bind();
  renderer.setViewport(0, 0, 1, 1);
  paint(framebuffer);
  const upsideDown = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
  framebuffer.restorePreviousBindingsAndBuffers();
  framebuffer.releaseGraphicsResources();
  framebuffer.delete();
  renderer.setViewport(...viewport);
  return upright(upsideDown, width, height);
}

/** WebGL counts rows from below, a picture from above. */
function upright(rgba: Uint8Array, width: number, height: number): ImageData {
  const picture = new ImageData(width, height);
  const row = width * 4;
  for (let y = 0; y < height; y += 1) {
    picture.data.set(rgba.subarray((height - 1 - y) * row, (height - y) * row), y * row);
  }
  for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
  return picture;
}
