import { toImageData } from './imageData.ts';
import type { Stage } from './stage.ts';
import { SurfaceProp, VolumeProp } from './volumeScene.ts';

/**
 * Draws a volume of eight voxels, then a triangle in it, and removes them: vtk compiles its shaders and tries out
 * the graphics driver on first use, which holds up the window for half a second on a machine without a graphics
 * card. Better before there is a scan than between Segment and its result.
 */
export function warmUp(stage: Stage, software: boolean): void {
  const grid = {
    shapeIjk: [2, 2, 2],
    affineIjkToRas: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  } as const;
  const image = toImageData(grid, new Int16Array(8), [-1024, 3071]);
  const volume = new VolumeProp(stage.renderer, image, software);
  stage.drawVolume();
  const triangle = {
    positionsRas: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 0, 1),
    normalsRas: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0),
    triangles: Uint32Array.of(0, 1, 2),
  };
  const surface = new SurfaceProp(stage.renderer, triangle, '#ffffff');
  stage.drawVolume();
  surface.dispose(stage.renderer);
  volume.dispose(stage.renderer);
  stage.clear();
}
