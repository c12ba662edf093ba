import type { PaneSize } from '../geometry/paneMap.ts';
import { placeLabel, type Rect } from '../geometry/placeLabel.ts';
import type { DrawingContext, OverlayContent } from './drawOverlay.ts';
import { drawHaloText } from './haloText.ts';
import { scaleBarMm } from './scaleBar.ts';

const font = "600 12px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
const lineHeight = 15;
const halo = { width: 3.5, style: 'rgb(0 0 0 / 85%)' } as const;

/** Writes lines of text beside a shape, dark around light letters. @returns where they are */
export function drawMeasurementLabel(
  context: DrawingContext,
  pane: PaneSize,
  lines: readonly string[],
  colour: string,
  shape: Rect,
  taken: readonly Rect[],
): Rect {
  context.font = font;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  const width = Math.ceil(Math.max(...lines.map((line) => context.measureText(line).width)));
  const place = placeLabel(shape, { width, height: lines.length * lineHeight }, pane, taken);
  lines.forEach((line, n) => drawHaloText(context, line, place.x, place.y + n * lineHeight, colour, halo));
  return place;
}

/** What a pane has at its edges: its name and slice, the letters, the slider, the scale bar. */
export function takenByPane({ size: { width, height }, mmPerPixel }: OverlayContent): readonly Rect[] {
  const letter = 24;
  const bar = scaleBarMm(mmPerPixel, width) / mmPerPixel;
  return [
    { x: 0, y: 0, width: Math.min(240, width / 2 - letter), height: 30 },
    { x: 0, y: height / 2 - 4, width: 30, height: letter + 4 },
    { x: width - 46, y: height / 2 - 4, width: 28, height: letter + 4 },
    { x: width - 22, y: 0, width: 22, height },
    { x: width / 2 - 6, y: 0, width: letter + 12, height: 28 },
    { x: width / 2 - 6, y: height - 28, width: letter + 12, height: 28 },
    { x: 0, y: height - 40, width: bar + 60, height: 40 },
  ];
}
