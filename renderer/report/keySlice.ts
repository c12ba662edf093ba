import type { WindowLevel } from '../display/windowPresets.ts';
import { edgeLetters } from '../geometry/letters.ts';
import { maskOutlines } from '../geometry/maskOutline.ts';
import { fittedView, mmPerPixel, paneMap, type PaneMap, type PaneSize } from '../geometry/paneMap.ts';
import type { Plane } from '../geometry/planes.ts';
import { sliceAxes, sliceVoxels } from '../geometry/sliceVoxels.ts';
import { drawOverSlice, type Outline } from '../overlay/drawOverlay.ts';
import { drawHaloText } from '../overlay/haloText.ts';
import { measurementsOf } from '../stores/measurements.ts';
import type { OpenScan } from '../stores/scan.ts';
import type { SegmentGroup } from '../stores/segmentation.ts';

export interface KeySlice {
  readonly scan: OpenScan;
  readonly plane: Plane;
  readonly slice: number;
  readonly window: WindowLevel;
  readonly group: SegmentGroup | null;
}

/** One slice as a picture, whole, with the outlines of segments, what was measured on it, letters and scale bar. */
export function drawKeySlice(key: KeySlice, size: PaneSize, pixelRatio: number): OffscreenCanvas | null {
  const { scan, plane, slice, group } = key;
  const { grid } = scan.info;
  const canvas = new OffscreenCanvas(size.width * pixelRatio, size.height * pixelRatio);
  const context = canvas.getContext('2d');
  const grey = greySlice(key);
  if (!context || !grey) return null;
  const map = paneMap(grid, plane, fittedView, size);
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = 'black';
  context.fillRect(0, 0, size.width, size.height);
  context.save();
  context.imageSmoothingQuality = 'high';
  context.transform(...sliceTransform(map, plane, slice));
  context.drawImage(grey, 0, 0);
  context.restore();
  drawOverSlice(context, {
    ...{ grid, plane, planes: scan.planes, map, size, slice, crosshairIjk: null, tools: false },
    scanId: scan.info.scanId,
    measurements: measurementsOf(scan.info.scanId),
    outlines: group ? outlinesOf(group, key) : [],
    mmPerPixel: mmPerPixel(grid, plane, fittedView, size),
    zoom: 1,
  });
  drawLetters(context, plane, size);
  return canvas;
}

/** The slice's voxels as grey pixels, the lower of its two voxel axes across. */
function greySlice({ scan, plane, slice, window: { width, level } }: KeySlice): OffscreenCanvas | null {
  const { shapeIjk } = scan.info.grid;
  const [a, b] = sliceAxes(plane.sliceAxis);
  const [columns, rows] = [shapeIjk[a]!, shapeIjk[b]!];
  const scratch = new Int16Array(plane.sliceAxis === 2 ? 0 : columns * rows);
  const voxels = sliceVoxels(scan.voxelsHu, shapeIjk, plane.sliceAxis, slice, scratch);
  const picture = new ImageData(columns, rows);
  const pixels = new Uint32Array(picture.data.buffer);
  const [lowest, scale] = [level - width / 2, 255 / width];
  for (let n = 0; n < voxels.length; n += 1) {
    const grey = Math.min(255, Math.max(0, Math.round((voxels[n]! - lowest) * scale)));
    pixels[n] = 0xff000000 | (grey << 16) | (grey << 8) | grey;
  }
  const canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext('2d');
  context?.putImageData(picture, 0, 0);
  return context && canvas;
}

/** From pixels of the grey slice, whose voxels' centres lie at halves, to those of the picture: as CanvasTransform takes it. */
function sliceTransform(
  { x, y }: PaneMap,
  { sliceAxis }: Plane,
  slice: number,
): [number, number, number, number, number, number] {
  const [a, b] = sliceAxes(sliceAxis);
  const shift = (row: PaneMap['x']) => row[3] + row[sliceAxis]! * slice - (row[a]! + row[b]!) / 2;
  return [x[a]!, y[a]!, x[b]!, y[b]!, shift(x), shift(y)];
}

function outlinesOf(
  { map, segments }: SegmentGroup,
  { scan, plane: { sliceAxis, rightAxis, upAxis }, slice }: KeySlice,
): Outline[] {
  const { shapeIjk } = scan.info.grid;
  const byValue = maskOutlines(map.labels, shapeIjk, map.box, sliceAxis, slice, rightAxis, upAxis);
  return segments.flatMap(({ value, colour, visible }) => {
    const found = visible && byValue.get(value);
    return found ? [{ segments: found, colour, dashed: false }] : [];
  });
}

function drawLetters(
  context: OffscreenCanvasRenderingContext2D,
  plane: Plane,
  { width, height }: PaneSize,
): void {
  const { left, right, top, bottom } = edgeLetters(plane);
  context.font = "600 14px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const inset = 14;
  for (const [letter, x, y] of [
    [left, inset, height / 2],
    [right, width - inset, height / 2],
    [top, width / 2, inset],
    [bottom, width / 2, height - inset],
  ] as const) {
    drawHaloText(context, letter, x, y, '#e8edf3');
  }
}
