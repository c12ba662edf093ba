import type { SlabProjection } from '../geometry/slab.ts';

/** What readers call the projections of a thick slice. */
export const slabNames: Readonly<Record<SlabProjection | 'off', string>> = {
  off: 'Off',
  max: 'MIP',
  min: 'MinIP',
  mean: 'Average',
};
