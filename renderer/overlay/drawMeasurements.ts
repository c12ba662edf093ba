import type { Vec3 } from '../../main/contract/geometry.ts';
import { pointCounts, type Measurement } from '../../main/contract/measurement.ts';
import { rasToVoxel, sliceOf } from '../../main/measure/slice.ts';
import { measurementLines } from '../display/measurementText.ts';
import { valuesOf } from '../engine/measurements.ts';
import { handlesRas, outlinesRas } from '../geometry/measurementShape.ts';
import { voxelToPane } from '../geometry/paneMap.ts';
import type { Rect } from '../geometry/placeLabel.ts';
import { useMeasurements } from '../stores/measurements.ts';
import { useTools } from '../stores/tools.ts';
import type { DrawingContext, OverlayContent } from './drawOverlay.ts';
import { drawMeasurementLabel, takenByPane } from './measurementLabel.ts';

type Point = readonly [x: number, y: number];

const colour = '#7fe3ff';
const selectedColour = '#ffe27a';
const halo = 'rgb(0 0 0 / 75%)';

/** Draws what is measured on the slice, and what is being drawn: lines, handles of the selected one, and what each says. */
export function drawMeasurements(context: DrawingContext, content: OverlayContent): void {
  const { scanId, measurements, tools } = content;
  const draft = tools ? useTools.getState().draft : null;
  const { selectedId } = useMeasurements.getState();
  const shown = [...measurements, ...(draft ? [draft] : [])].filter(
    (one) =>
      one.visible &&
      one.sliceAxis === content.plane.sliceAxis &&
      sliceOf(one, content.grid) === content.slice,
  );
  const drawn = shown.map((measurement) => {
    const isSelected = measurement.id === selectedId || measurement === draft;
    const stroke = isSelected ? selectedColour : colour;
    return { measurement, stroke, box: drawShape(context, content, measurement, stroke, isSelected) };
  });
  const labels: Rect[] = [];
  for (const { measurement, stroke, box } of drawn) {
    const isWhole = measurement.pointsRas.length === pointCounts[measurement.kind];
    const values = isWhole ? valuesOf(scanId, measurement) : undefined;
    if (!values) continue;
    const others = drawn
      .filter((other) => other.measurement !== measurement)
      .map((other) => grown(other.box));
    const taken = [...takenByPane(content), ...others, ...labels];
    const lines = measurementLines(values);
    labels.push(drawMeasurementLabel(context, content.size, lines, stroke, box, taken));
  }
}

/** Around a shape a label keeps its distance; a straight line's own box would have no area to keep clear of. */
function grown({ x, y, width, height }: Rect): Rect {
  const by = 6;
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** @returns the box around the shape, in CSS pixels of the pane */
function drawShape(
  context: DrawingContext,
  { grid, map }: OverlayContent,
  measurement: Measurement,
  stroke: string,
  isSelected: boolean,
): Rect {
  const place = (ras: Vec3) => voxelToPane(map, rasToVoxel(grid.affineIjkToRas, ras));
  const lines = outlinesRas(measurement).map((line) => line.map(place));
  const handles = handlesRas(measurement).map(place);
  context.beginPath();
  for (const line of lines)
    line.forEach(([x, y], n) => (n === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.lineJoin = 'round';
  context.lineCap = 'round';
  strokeWithHalo(context, stroke);
  if (measurement.kind === 'probe') drawCross(context, handles[0]!, stroke);
  else if (isSelected) for (const handle of handles) drawHandle(context, handle, stroke);
  else if (measurement.kind === 'distance') for (const handle of handles) drawEnd(context, handle, stroke);
  return boxAround([...lines.flat(), ...handles]);
}

/** Strokes the path light with dark around it: seen on bone as on air. */
function strokeWithHalo(context: DrawingContext, stroke: string): void {
  for (const [width, style] of [
    [3.5, halo],
    [1.5, stroke],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

function drawHandle(context: DrawingContext, [x, y]: Point, stroke: string): void {
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fillStyle = halo;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = stroke;
  context.stroke();
}

function drawEnd(context: DrawingContext, [x, y]: Point, fill: string): void {
  context.beginPath();
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}

function drawCross(context: DrawingContext, [x, y]: Point, stroke: string): void {
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(x + dx * 2.5, y + dy * 2.5);
    context.lineTo(x + dx * 7, y + dy * 7);
  }
  strokeWithHalo(context, stroke);
}

function boxAround(points: readonly Point[]): Rect {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
