import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { LabelBlock } from '../contract/labels.ts';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import { affineSpacingMm } from './affine.ts';
import { boxShape } from './reorient.ts';
import { HEADER_BYTES, type NiftiHeader } from './niftiHeader.ts';

const gzipAsync = promisify(gzip);

/** Header, then four zero bytes that say "no extension". */
const DATA_OFFSET = HEADER_BYTES + 4;
const NIFTI_TYPE_UINT8 = 2;
const NIFTI_INTENT_LABEL = 1002;

/**
 * A label map on a scan's own grid as .nii.gz bytes. Every spatial field (dim, pixdim, qform, sform, units, codes) is the
 * source header's, byte for byte and in its byte order; only datatype, scaling, display range and intent change.
 */
export async function encodeLabelMap(source: NiftiHeader, label: LabelBlock): Promise<Uint8Array> {
  const header = labelHeader(source);
  return compress(header, source.shapeIjk, label);
}

/** A label map on a grid of its own, with that grid's affine as sform (code 2, "aligned"). */
export async function encodeLabelMapOnGrid(
  source: NiftiHeader,
  shapeIjk: Vec3,
  affineIjkToRas: Affine,
  label: LabelBlock,
): Promise<Uint8Array> {
  const header = labelHeader(source);
  const view = new DataView(header.buffer);
  const little = source.littleEndian;
  shapeIjk.forEach((n, axis) => view.setInt16(42 + 2 * axis, n, little));
  affineSpacingMm(affineIjkToRas).forEach((mm, axis) => view.setFloat32(80 + 4 * axis, mm, little));
  view.setInt16(252, 0, little);
  view.setInt16(254, 2, little);
  for (let n = 0; n < 12; n++) view.setFloat32(280 + 4 * n, affineIjkToRas[n], little);
  return compress(header, shapeIjk, label);
}

/** Offsets from nifti1.h. */
function labelHeader(source: NiftiHeader): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(DATA_OFFSET);
  header.set(source.bytes);
  const view = new DataView(header.buffer);
  const little = source.littleEndian;
  if (source.frames > 1) {
    view.setInt16(40, 3, little);
    view.setInt16(48, 1, little);
  }
  for (const at of [56, 60, 64]) view.setFloat32(at, 0, little);
  view.setInt16(68, NIFTI_INTENT_LABEL, little);
  view.setInt16(70, NIFTI_TYPE_UINT8, little);
  view.setInt16(72, 8, little);
  view.setFloat32(108, DATA_OFFSET, little);
  view.setFloat32(112, 1, little);
  for (const at of [116, 124, 128]) view.setFloat32(at, 0, little);
  header.fill(0, 328, 344);
  return header;
}

async function compress(header: Uint8Array, shapeIjk: Vec3, label: LabelBlock): Promise<Uint8Array> {
  const [ni, nj, nk] = shapeIjk;
  const file = new Uint8Array(DATA_OFFSET + ni * nj * nk);
  file.set(header);
  pasteBlock(label, file.subarray(DATA_OFFSET), shapeIjk);
  // Label maps are long runs: run-length matching at level 1 is several times faster than level 6 and barely larger.
  return gzipAsync(file, { level: 1, strategy: constants.Z_RLE, chunkSize: 1 << 20 });
}

/** Copies a block to its place in a full grid, row by row. */
export function pasteBlock(label: LabelBlock, target: Uint8Array, shapeIjk: Vec3): void {
  const [bi, bj, bk] = boxShape(label.box);
  const [i0, j0, k0] = label.box.start;
  for (let k = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const row = (k * bj + j) * bi;
      target.set(label.voxels.subarray(row, row + bi), i0 + shapeIjk[0] * (j0 + j + shapeIjk[1] * (k0 + k)));
    }
}
