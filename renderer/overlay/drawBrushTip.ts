import { voxelStepRas } from '../geometry/grid.ts';
import { voxelToPane } from '../geometry/paneMap.ts';
import { dot } from '../geometry/vec3.ts';
import { hasSize, useTools } from '../stores/tools.ts';
import type { DrawingContext, OverlayContent } from './drawOverlay.ts';

/** The rim of the brush where the pointer is; in the other planes where a ball reaches them. */
export function drawBrushTip(context: DrawingContext, content: OverlayContent): void {
  const { tool, tip, brush } = useTools.getState();
  const { plane, map, grid, mmPerPixel } = content;
  if (!hasSize(tool) || !tip) return;
  const isHere = tip.plane === plane.name;
  if (!isHere && !brush.sphere) return;
  const sliceMm = dot(plane.awayRas, voxelStepRas(grid.affineIjkToRas, plane.sliceAxis));
  const awayMm = isHere ? 0 : (tip.ijk[plane.sliceAxis]! - content.slice) * sliceMm;
  const radiusMm = Math.sqrt(Math.max(0, brush.radiusMm ** 2 - awayMm ** 2));
  if (radiusMm === 0) return;
  const [x, y] = voxelToPane(map, tip.ijk);
  context.beginPath();
  // A pane shows the patient, not the voxels: a circle there is one here, whatever the angles of the axes.
  context.arc(x, y, radiusMm / mmPerPixel, 0, 2 * Math.PI);
  context.strokeStyle = tool === 'eraser' ? '#ff9d94' : '#ffffff';
  context.lineWidth = 1.25;
  context.stroke();
}
