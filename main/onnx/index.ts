export { readCheckpoint, type StateDict } from './checkpoint/readCheckpoint.ts';
export { buildNetwork } from './networks/buildNetwork.ts';
export { decodeModel } from './graph/decode.ts';
export { encodeModel } from './graph/encode.ts';
export { fuseGraph, type FuseOptions } from './fuse/fuseGraph.ts';
export { fusedRecipeOf, type FusedRecipe } from './fuse/fusedRecipe.ts';
export { windowGraph } from './fuse/windowGraph.ts';
