import type { Vec3 } from '../../main/contract/geometry.ts';
import { axesOf, project, type CameraPose } from '../geometry/cameraPose.ts';
import { boxEdges, type RasBox } from '../geometry/clipBox.ts';
import type { PaneSize } from '../geometry/paneMap.ts';
import { dot } from '../geometry/vec3.ts';
import type { DrawingContext } from './drawOverlay.ts';

export interface VolumeOverlayContent {
  readonly pose: CameraPose;
  readonly size: PaneSize;
  readonly clipBox: RasBox | null;
}

/** Draws what lies over the 3D picture: the edges of the box that cuts it, and in a corner how the patient lies. */
export function drawVolumeOverlay(context: DrawingContext, content: VolumeOverlayContent): void {
  if (content.clipBox) drawBox(context, content, content.clipBox);
  if (content.size.width >= 160 && content.size.height >= 120) drawAxes(context, content);
}

function drawBox(context: DrawingContext, { pose, size }: VolumeOverlayContent, box: RasBox): void {
  context.beginPath();
  for (const [from, to] of boxEdges(box)) {
    const [a, b] = [project(pose, from, size), project(pose, to, size)];
    if (a.depthMm <= 0 || b.depthMm <= 0) continue;
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }
  context.lineWidth = 1;
  context.strokeStyle = 'rgb(74 168 255 / 70%)';
  context.stroke();
}

const ends: readonly (readonly [letter: string, directionRas: Vec3])[] = [
  ['R', [1, 0, 0]],
  ['L', [-1, 0, 0]],
  ['A', [0, 1, 0]],
  ['P', [0, -1, 0]],
  ['S', [0, 0, 1]],
  ['I', [0, 0, -1]],
];
const armPx = 24;

/** The six directions of the patient as a small cross; those that point away from the reader are dim. */
function drawAxes(context: DrawingContext, { pose, size }: VolumeOverlayContent): void {
  const { right, up, towards } = axesOf(pose);
  const [x, y] = [44, size.height - 44];
  const arms = ends
    .map(([letter, direction]) => ({
      letter,
      dx: dot(direction, right) * armPx,
      dy: -dot(direction, up) * armPx,
      depth: dot(direction, towards),
    }))
    .sort((a, b) => b.depth - a.depth);
  context.font = "600 12px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (const { letter, dx, dy, depth } of arms) {
    context.globalAlpha = depth > 0.1 ? 0.35 : 0.95;
    context.strokeStyle = '#98a3b0';
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + dx, y + dy);
    context.stroke();
    // Seen end on, an arm has no length: its letter would lie on the middle.
    if (Math.hypot(dx, dy) < armPx * 0.35) continue;
    context.fillStyle = '#ececec';
    context.fillText(letter, x + dx * 1.4, y + dy * 1.4);
  }
  context.globalAlpha = 1;
}
