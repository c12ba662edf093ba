import { spacingMm } from '../geometry/grid.ts';
import { voxelToPane } from '../geometry/paneMap.ts';
import { hasSize, useTools } from '../stores/tools.ts';
import type { DrawingContext, OverlayContent } from './drawOverlay.ts';

/** The rim of the brush where the pointer is; in the other planes where a ball reaches them. */
export function drawBrushTip(context: DrawingContext, content: OverlayContent): void {
  const { tool, tip, brush } = useTools.getState();
  const { plane, map, grid } = content;
  if (!hasSize(tool) || !tip) return;
  const isHere = tip.plane === plane.name;
  if (!isHere && !brush.sphere) return;
  const spacing = spacingMm(grid.affineIjkToRas);
  const awayMm = isHere ? 0 : (tip.ijk[plane.sliceAxis]! - content.slice) * spacing[plane.sliceAxis]!;
  const radiusMm = Math.sqrt(Math.max(0, brush.radiusMm ** 2 - awayMm ** 2));
  if (radiusMm === 0) return;
  const { rightAxis: u, upAxis: v } = plane;
  const [x, y] = voxelToPane(map, tip.ijk);
  const [ru, rv] = [radiusMm / spacing[u]!, radiusMm / spacing[v]!];
  context.beginPath();
  // A circle in the patient is an ellipse of voxels, and of pixels where the axes are not at right angles.
  for (let step = 0; step <= 48; step += 1) {
    const [c, s] = [Math.cos((step * Math.PI) / 24) * ru, Math.sin((step * Math.PI) / 24) * rv];
    context.lineTo(x + map.x[u]! * c + map.x[v]! * s, y + map.y[u]! * c + map.y[v]! * s);
  }
  context.strokeStyle = tool === 'eraser' ? '#ff9d94' : '#ffffff';
  context.lineWidth = 1.25;
  context.stroke();
}
