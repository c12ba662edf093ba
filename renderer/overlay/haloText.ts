import type { DrawingContext } from './drawOverlay.ts';

interface Halo {
  readonly width: number;
  readonly style: string;
}

const letterHalo: Halo = { width: 3, style: 'rgb(0 0 0 / 80%)' };

/** Writes light text with dark around it: read on bone as on air. In the context's font and alignment. */
export function drawHaloText(
  context: DrawingContext,
  text: string,
  x: number,
  y: number,
  colour: string,
  halo: Halo = letterHalo,
): void {
  context.lineWidth = halo.width;
  context.strokeStyle = halo.style;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
