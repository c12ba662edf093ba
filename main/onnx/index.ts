export { readCheckpoint, type StateDict } from './checkpoint/readCheckpoint.ts';
export { unzipFiles } from './checkpoint/zip.ts';
export { buildFromDef, gridMultiple } from './networks/buildFromDef.ts';
export { buildNetwork } from './networks/buildNetwork.ts';
export { networkNames, parseNetworkDef, type NetworkDef } from './networks/networkDef.ts';
export { unetOfWeights } from './networks/unetOfWeights.ts';
export { decodeModel } from './graph/decode.ts';
export { encodeModel } from './graph/encode.ts';
export { fuseGraph, type FuseOptions } from './fuse/fuseGraph.ts';
