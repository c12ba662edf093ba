import { sliceAxes } from '../geometry/sliceVoxels.ts';
import { useTools } from '../stores/tools.ts';
import type { DrawingContext, OverlayContent } from './drawOverlay.ts';

/** The outline that is being drawn, closed by a dashed line. */
export function drawLassoOutline(context: DrawingContext, content: OverlayContent): void {
  const { outline, lasso } = useTools.getState();
  const { plane, map, slice } = content;
  if (!outline || outline.plane !== plane.name || outline.slice !== slice) return;
  const [a, b] = sliceAxes(plane.sliceAxis);
  const n = plane.sliceAxis;
  const points = outline.corners.map(([u, v]) => [
    map.x[a]! * u + map.x[b]! * v + map.x[n]! * slice + map.x[3],
    map.y[a]! * u + map.y[b]! * v + map.y[n]! * slice + map.y[3],
  ]);
  context.strokeStyle = lasso.erases ? '#ff9d94' : '#ffffff';
  context.lineWidth = 1.25;
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x!, y!);
  context.stroke();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return;
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(last[0]!, last[1]!);
  context.lineTo(first[0]!, first[1]!);
  context.stroke();
  context.setLineDash([]);
}
