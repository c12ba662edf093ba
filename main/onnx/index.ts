export { readCheckpoint, type StateDict } from './checkpoint/readCheckpoint.ts';
export { buildNetwork } from './networks/buildNetwork.ts';
export { decodeModel } from './graph/decode.ts';
export { encodeModel } from './graph/encode.ts';
export { fuseGraph, type FuseOptions } from './fuse/fuseGraph.ts';

/** To be counted up whenever `fuseGraph` makes another graph of the same network: it is part of the cache's key. */
export const GRAPH_REVISION = 4;
