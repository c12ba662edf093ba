/** The door of edit/: what can be done to a segment at once. Each takes a `Segment` and gives a patch. */
export { fillHoles } from './edit/fillHoles.ts';
export { growSegment } from './edit/growSegment.ts';
export { interpolateSlices } from './edit/interpolateSlices.ts';
export { keepLargestIsland, removeIslands } from './edit/islands.ts';
export { smoothSegment, type SmoothedSegment } from './edit/smoothSegment.ts';
export type { Segment } from './edit/segmentMask.ts';
