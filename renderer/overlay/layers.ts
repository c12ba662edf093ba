import type { DrawingContext, OverlayContent } from './drawOverlay.ts';
import { drawBrushTip } from './drawBrushTip.ts';
import { drawLassoOutline } from './drawLassoOutline.ts';

/** Draws something over a slice, in CSS pixels of its pane. */
export type OverlayLayer = (context: DrawingContext, content: OverlayContent) => void;

/** What tools show over the slices, in the order in which it is drawn. */
export const overlayLayers: readonly OverlayLayer[] = [drawLassoOutline, drawBrushTip];
