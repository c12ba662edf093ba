/** The door of surface/: a mask's surface and its file. */
export { labelSurface } from './surface/labelSurface.ts';
export { surfaceToStl } from './surface/surfaceToStl.ts';
