import { NIFTI1 } from 'nifti-reader-js';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import type { ScanHeader } from '../contract/scanHeader.ts';
import { applyAffine, isUsableAffine } from './affine.ts';
import { qformAffine, sformAffine } from './niftiAffine.ts';
import type { NiftiHeader } from './niftiHeader.ts';

/** Byte offsets in a NIfTI-1 header (nifti1.h). */
const at = {
  intentCode: 68,
  slope: 112,
  intercept: 116,
  units: 123,
  description: 148,
  intentName: 328,
} as const;

/** The three low bits of xyzt_units. */
const lengthUnits: Readonly<Record<number, ScanHeader['lengthUnit']>> = { 1: 'm', 2: 'mm', 3: 'µm' };

/** What the header says beside the grid. @param engineBytes size of the voxels in memory */
export function describeHeader(header: NiftiHeader, engineBytes: number): ScanHeader {
  const { bytes, littleEndian, shapeIjk, frames } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new NIFTI1();
  fields.readHeader(bytes.slice().buffer);
  const { sform_code: sformCode, qform_code: qformCode } = fields;
  const sform = sformCode > 0 ? sformAffine(view, littleEndian) : undefined;
  const qform = qformCode > 0 ? qformAffine(fields) : undefined;
  return {
    ...{ sformCode, qformCode, frames, littleEndian, engineBytes },
    formsApartMm: sform && qform ? apartMm(sform, qform, shapeIjk) : null,
    slope: finite(view.getFloat32(at.slope, littleEndian)),
    intercept: finite(view.getFloat32(at.intercept, littleEndian)),
    lengthUnit: lengthUnits[view.getUint8(at.units) & 7] ?? 'unknown',
    description: textAt(bytes, at.description, 80),
    intentCode: view.getInt16(at.intentCode, littleEndian),
    intentName: textAt(bytes, at.intentName, 16),
  };
}

/** The farthest that one of the grid's corner voxels lies apart by two affines; null where one is singular or not finite. */
function apartMm(a: Affine, b: Affine, shapeIjk: Vec3): number | null {
  if (!isUsableAffine(a) || !isUsableAffine(b)) return null;
  const ends = shapeIjk.map((count) => [0, count - 1]);
  const distances = ends[0].flatMap((i) =>
    ends[1].flatMap((j) =>
      ends[2].map((k) => {
        const [one, other] = [applyAffine(a, [i, j, k]), applyAffine(b, [i, j, k])];
        return Math.hypot(...one.map((mm, axis) => mm - other[axis]));
      }),
    ),
  );
  return Math.max(...distances);
}

/** Text up to its first NUL. */
function textAt(bytes: Uint8Array, from: number, length: number): string {
  const text = new TextDecoder('latin1').decode(bytes.subarray(from, from + length));
  return text.split('\0')[0].trim();
}

/** A scaling that is no number stands for none, as 0 does. */
const finite = (value: number) => (Number.isFinite(value) ? value : 0);
