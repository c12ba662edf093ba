/**
 * Part of the key under which fused graphs are cached. To be raised with every change of what `fuseGraph` writes for the
 * same network and recipe; revision.test.ts notices when that was forgotten.
 */
export const GRAPH_REVISION = 4;
