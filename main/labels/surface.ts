/** The door of surface/: a mask's surface and its files. */
export { labelSurface } from './surface/labelSurface.ts';
export { segmentSurface } from './surface/segmentSurface.ts';
export { surfacesToGlb } from './surface/surfacesToGlb.ts';
export { surfacesToObj } from './surface/surfacesToObj.ts';
export { surfaceToStl } from './surface/surfaceToStl.ts';
export type { NamedSurface } from './surface/namedSurface.ts';
