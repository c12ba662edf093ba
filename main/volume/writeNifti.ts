import type { LabelBlock } from '../contract/labels.ts';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import { affineSpacingMm } from './affine.ts';
import { gzipParts, type GzipPart } from './gzipParts.ts';
import { boxShape } from './reorient.ts';
import { HEADER_BYTES, type NiftiHeader } from './niftiHeader.ts';

/** Header, then four zero bytes that say "no extension". */
const DATA_OFFSET = HEADER_BYTES + 4;
const NIFTI_TYPE_UINT8 = 2;
const NIFTI_INTENT_LABEL = 1002;

/**
 * A label map on a scan's own grid as .nii.gz bytes. Every spatial field (dim, pixdim, qform, sform, units, codes) is the
 * source header's, byte for byte and in its byte order; only datatype, scaling, display range and intent change.
 */
export function encodeLabelMap(source: NiftiHeader, label: LabelBlock): Uint8Array {
  return gzipParts(partsOf(labelHeader(source), source.shapeIjk, label));
}

/** A label map on a grid of its own, with that grid's affine as sform (code 2, "aligned"). */
export function encodeLabelMapOnGrid(
  source: NiftiHeader,
  shapeIjk: Vec3,
  affineIjkToRas: Affine,
  label: LabelBlock,
): Uint8Array {
  const header = labelHeader(source);
  const view = new DataView(header.buffer);
  const little = source.littleEndian;
  shapeIjk.forEach((n, axis) => view.setInt16(42 + 2 * axis, n, little));
  affineSpacingMm(affineIjkToRas).forEach((mm, axis) => view.setFloat32(80 + 4 * axis, mm, little));
  view.setInt16(252, 0, little);
  view.setInt16(254, 2, little);
  for (let n = 0; n < 12; n++) view.setFloat32(280 + 4 * n, affineIjkToRas[n], little);
  return gzipParts(partsOf(header, shapeIjk, label));
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

/** The file, slice by slice: the rows that the label lies in, and zeros between them. One array holds the rows of all slices. */
function* partsOf(header: Uint8Array, [ni, nj, nk]: Vec3, { box, voxels }: LabelBlock): Generator<GzipPart> {
  const [bi, bj, bk] = boxShape(box);
  const [i0, j0, k0] = box.start;
  const rows = new Uint8Array(ni * bj);
  yield header;
  yield ni * (j0 + nj * k0);
  for (let k = 0, from = 0; k < bk; k++) {
    for (let j = 0; j < bj; j++, from += bi) rows.set(voxels.subarray(from, from + bi), i0 + ni * j);
    yield rows;
    if (k < bk - 1) yield ni * (nj - bj);
  }
  const end = bk === 0 ? j0 + nj * k0 : j0 + bj + nj * (k0 + bk - 1);
  yield ni * (nj * nk - end);
}
