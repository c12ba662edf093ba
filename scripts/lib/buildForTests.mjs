import { build } from '../build.mjs';

/** Vitest's global set-up. */
export default () => build(['engine']);
