import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import type { Measurement } from '../../main/contract/measurement.ts';
import type { Segments } from '../geometry/maskOutline.ts';
import { drawMeasurements } from './drawMeasurements.ts';
import { overlayLayers } from './layers.ts';
import { voxelToPane, type PaneMap, type PaneSize } from '../geometry/paneMap.ts';
import type { Plane, PlaneName } from '../geometry/planes.ts';
import { withComponent } from '../geometry/vec3.ts';
import { drawScaleBar } from './scaleBar.ts';

/** The colours by which readers know the planes. */
export const planeColours: Readonly<Record<PlaneName, string>> = {
  axial: '#ff6b60',
  coronal: '#5fd38d',
  sagittal: '#f4d35e',
};

export interface OverlayContent {
  readonly grid: Grid;
  readonly plane: Plane;
  readonly planes: Readonly<Record<PlaneName, Plane>>;
  readonly map: PaneMap;
  readonly size: PaneSize;
  /** The slice that is shown, along the plane's slice axis. */
  readonly slice: number;
  readonly crosshairIjk: Vec3 | null;
  readonly outlines: readonly Outline[];
  /** Millimetres of the patient to a CSS pixel, and by how much the slice is enlarged; for the scale bar. */
  readonly mmPerPixel: number;
  readonly zoom: number;
  readonly scanId: string;
  /** Of the scan; those made on other slices are among them. */
  readonly measurements: readonly Measurement[];
  /** What tools draw belongs here: not on a scan that is only compared. */
  readonly tools: boolean;
}

export interface Outline {
  readonly segments: Segments;
  readonly colour: string;
  /** Of a group that is not the active one. */
  readonly dashed: boolean;
}

/** What is drawn on: a canvas of the page, or one of a picture. */
export type DrawingContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws on the overlay of a pane, in the place of what was there, what lies over its slice. */
export function drawOverlay(context: DrawingContext, content: OverlayContent): void {
  context.clearRect(0, 0, content.size.width, content.size.height);
  drawOverSlice(context, content);
}

/** Draws over a slice, in CSS pixels of its pane, what lies on it, and the scale bar. */
export function drawOverSlice(context: DrawingContext, content: OverlayContent): void {
  drawOnSlice(context, content);
  drawScaleBar(context, content);
}

/**
 * The same without the scale: the outlines of the labels, the lines in which the other two planes cut it, what tools show,
 * what was measured.
 */
export function drawOnSlice(context: DrawingContext, content: OverlayContent): void {
  const { outlines, crosshairIjk } = content;
  for (const outline of outlines) drawOutline(context, content, outline);
  if (crosshairIjk) drawCrosshair(context, content, crosshairIjk);
  drawMeasurements(context, content);
  if (content.tools) for (const draw of overlayLayers) draw(context, content);
}

function drawOutline(
  context: DrawingContext,
  { map, plane }: OverlayContent,
  { segments, colour, dashed }: Outline,
): void {
  const [ux, uy] = [map.x[plane.rightAxis]!, map.y[plane.rightAxis]!];
  const [vx, vy] = [map.x[plane.upAxis]!, map.y[plane.upAxis]!];
  context.beginPath();
  for (let n = 0; n < segments.length; n += 4) {
    const [u0, v0, u1, v1] = [segments[n]!, segments[n + 1]!, segments[n + 2]!, segments[n + 3]!];
    context.moveTo(map.x[3] + ux * u0 + vx * v0, map.y[3] + uy * u0 + vy * v0);
    context.lineTo(map.x[3] + ux * u1 + vx * v1, map.y[3] + uy * u1 + vy * v1);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineCap = dashed ? 'butt' : 'square';
  context.setLineDash(dashed ? [4, 3] : []);
  context.stroke();
  context.setLineDash([]);
}

/** Half the gap around the crossing, in CSS pixels: what is pointed at stays in sight. */
const gap = 8;

function drawCrosshair(context: DrawingContext, content: OverlayContent, crosshairIjk: Vec3): void {
  const { plane, planes, map } = content;
  const [x, y] = voxelToPane(map, crosshairIjk);
  for (const other of Object.values(planes)) {
    if (other.name === plane.name) continue;
    // The other plane cuts this one along the voxel axis that belongs to neither's slices.
    const along = 3 - plane.sliceAxis - other.sliceAxis;
    const next = voxelToPane(map, withComponent(crosshairIjk, along, crosshairIjk[along]! + 1));
    const [dx, dy] = unit(next[0] - x, next[1] - y);
    const reach = content.size.width + content.size.height;
    context.beginPath();
    for (const sign of [-1, 1]) {
      context.moveTo(x + sign * dx * gap, y + sign * dy * gap);
      context.lineTo(x + sign * dx * reach, y + sign * dy * reach);
    }
    context.strokeStyle = planeColours[other.name];
    context.globalAlpha = 0.55;
    context.lineWidth = 1;
    context.stroke();
    context.globalAlpha = 1;
  }
}

function unit(x: number, y: number): [number, number] {
  const norm = Math.hypot(x, y) || 1;
  return [x / norm, y / norm];
}
