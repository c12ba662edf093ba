import { lensMap, lensRadius } from '../geometry/lens.ts';
import type { PaneMap, PaneSize } from '../geometry/paneMap.ts';
import type { LensPlace } from '../stores/lens.ts';
import type { SliceDrawing, SliceProgram } from './sliceProgram.ts';
import type { PaneRect, Stage } from './stage.ts';

/**
 * Draws the round glass over a plane into its canvas and puts it where the pointer is. The slice is drawn for it in a
 * corner of the pane's own place on the stage, copied, and lies under the pane's slice afterwards: to be called before
 * that is drawn.
 *
 * @param over draws what lies over the slice, with the glass's map and size
 */
export function drawLens(
  lens: HTMLCanvasElement,
  stage: Stage,
  program: SliceProgram,
  rect: PaneRect,
  { x, y }: LensPlace,
  drawing: SliceDrawing,
  over: (context: CanvasRenderingContext2D, map: PaneMap, size: PaneSize) => void,
): void {
  const radius = lensRadius(rect);
  const size = { width: 2 * radius, height: 2 * radius };
  const map = lensMap(drawing.map, x, y, radius);
  const target = stage.devicePixels({ ...rect, ...size });
  program.draw({ ...drawing, map, paneSize: size, target });

  const { width, height } = target;
  const context = lens.getContext('2d');
  if (!context) return;
  if (lens.width !== width) lens.width = width;
  if (lens.height !== height) lens.height = height;
  context.setTransform(1, 0, 0, 1, 0, 0);
  const top = stage.canvas.height - target.y - height;
  context.drawImage(stage.canvas, target.x, top, width, height, 0, 0, width, height);
  context.setTransform(width / size.width, 0, 0, height / size.height, 0, 0);
  over(context, map, size);
  lens.style.transform = `translate(${x - radius}px, ${y - radius}px)`;
  lens.style.width = `${size.width}px`;
  lens.style.height = `${size.height}px`;
}
