import { drawHaloText } from './haloText.ts';
import { decimal } from '../display/quantities.ts';
import type { PaneSize } from '../geometry/paneMap.ts';
import type { DrawingContext } from './drawOverlay.ts';

/** Lengths that a bar may have, in mm: those that a reader divides in the head. */
const lengthsMm = [200, 100, 50, 20, 10, 5, 2, 1] as const;

/** The longest of them that takes no more than a quarter of the pane's width; the shortest where none does. */
export function scaleBarMm(mmPerPixel: number, paneWidth: number): number {
  return (
    lengthsMm.find((mm) => mm / mmPerPixel <= Math.min(160, paneWidth / 4)) ??
    lengthsMm[lengthsMm.length - 1]!
  );
}

/** The zoom as it is read: "1.5×". */
export const formatZoom = (zoom: number): string => `${decimal(zoom, zoom < 10 ? 2 : 0, 0)}×`;

/** Draws, at the lower left, a bar of a round length with that length and the zoom beside it. */
export function drawScaleBar(
  context: DrawingContext,
  { size, mmPerPixel, zoom }: { readonly size: PaneSize; readonly mmPerPixel: number; readonly zoom: number },
): void {
  if (size.width < 120) return;
  const mm = scaleBarMm(mmPerPixel, size.width);
  const [left, bottom, tick] = [12.5, size.height - 12.5, 5];
  const right = left + Math.round(mm / mmPerPixel);
  context.beginPath();
  context.moveTo(left, bottom - tick);
  context.lineTo(left, bottom);
  context.lineTo(right, bottom);
  context.lineTo(right, bottom - tick);
  context.lineJoin = 'miter';
  context.lineCap = 'butt';
  // Dark around the light line: seen on bone as on air.
  for (const [width, colour] of [
    [3, 'rgb(0 0 0 / 70%)'],
    [1, '#ececec'],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.font = "12px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  const text = `${mm < 10 ? `${mm} mm` : `${mm / 10} cm`}${zoom === 1 ? '' : `   ${formatZoom(zoom)}`}`;
  drawHaloText(context, text, left, bottom - tick - 2, '#ececec', { width: 3, style: 'rgb(0 0 0 / 70%)' });
}
