import type { Grid } from '../../main/contract/geometry.ts';
import type { PaneSize } from '../geometry/paneMap.ts';
import { useVolume } from '../stores/volume.ts';
import { paintApart } from './paintApart.ts';
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
  size: PaneSize,
): ImageData | null {
  const { pose } = useVolume.getState();
  if (!pose) return null;
  return paintApart(stage, size, (framebuffer) => {
    applyPose(stage.renderer.getActiveCamera(), pose, grid);
    stage.withVolumeDrawn(() => painter.paintOnto(framebuffer));
  });
}
