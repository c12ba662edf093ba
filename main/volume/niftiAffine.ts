import type { NIFTI1 } from 'nifti-reader-js';
import type { Affine, ScanInfo, Vec3 } from '../contract/geometry.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import { affineFromColumns, isUsableAffine } from './affine.ts';

export interface FoundAffine {
  readonly affineIjkToRas: Affine;
  readonly affineSource: ScanInfo['affineSource'];
  readonly warnings: readonly Sentence[];
}

/** Byte offset of srow_x in a NIfTI-1 header (nifti1.h). */
const SROW_X = 280;

/**
 * The voxel-to-patient affine in nibabel's order: sform where its code is set, else qform, else pixdim. A matrix that
 * is singular or not finite is passed over with a warning. Returns undefined where none can be used.
 */
export function findAffine(fields: NIFTI1, header: DataView, shapeIjk: Vec3): FoundAffine | undefined {
  const candidates: [ScanInfo['affineSource'], () => Affine | undefined][] = [];
  if (fields.sform_code > 0) candidates.push(['sform', () => sformAffine(header, fields.littleEndian)]);
  if (fields.qform_code > 0) candidates.push(['qform', () => qformAffine(fields)]);
  candidates.push(['pixdim', () => pixdimAffine(fields, shapeIjk)]);

  const warnings: Sentence[] = [];
  for (const [affineSource, read] of candidates) {
    const affineIjkToRas = read();
    if (affineIjkToRas && isUsableAffine(affineIjkToRas)) return { affineIjkToRas, affineSource, warnings };
    warnings.push(sentence`The header's ${affineSource} is singular or not finite and was passed over.`);
  }
  return undefined;
}

/** The matrix that stands in the header. */
export function sformAffine(header: DataView, littleEndian: boolean): Affine {
  const rows = Array.from({ length: 12 }, (_, n) => header.getFloat32(SROW_X + 4 * n, littleEndian));
  return [...rows, 0, 0, 0, 1];
}

/** Rotation from the unit quaternion (a, b, c, d), a derived from the stored three; nifti1.h, method 2. */
export function qformAffine(fields: NIFTI1): Affine | undefined {
  const { quatern_b: b, quatern_c: c, quatern_d: d } = fields;
  const squared = 1 - (b * b + c * c + d * d);
  // Three float32 parts of a unit quaternion can overshoot 1 by a few ulp; more than that is no rotation.
  if (!(squared > -1e-5)) return undefined;
  const a = Math.sqrt(Math.max(0, squared));
  const qfac = fields.pixDims[0] < 0 ? -1 : 1;
  const [si, sj, sk] = [1, 2, 3].map((axis) => Math.abs(fields.pixDims[axis]) * (axis === 3 ? qfac : 1));
  return affineFromColumns(
    [
      [si * (a * a + b * b - c * c - d * d), si * 2 * (b * c + a * d), si * 2 * (b * d - a * c)],
      [sj * 2 * (b * c - a * d), sj * (a * a + c * c - b * b - d * d), sj * 2 * (c * d + a * b)],
      [sk * 2 * (b * d + a * c), sk * 2 * (c * d - a * b), sk * (a * a + d * d - b * b - c * c)],
    ],
    [fields.qoffset_x, fields.qoffset_y, fields.qoffset_z],
  );
}

/** Spacing alone: x mirrored and the origin in the middle, as nibabel's get_base_affine has it for NIfTI-1. */
function pixdimAffine(fields: NIFTI1, shapeIjk: Vec3): Affine {
  const [si, sj, sk] = [-fields.pixDims[1], fields.pixDims[2], fields.pixDims[3]];
  const centre = (step: number, count: number) => (-step * (count - 1)) / 2;
  return affineFromColumns(
    [
      [si, 0, 0],
      [0, sj, 0],
      [0, 0, sk],
    ],
    [centre(si, shapeIjk[0]), centre(sj, shapeIjk[1]), centre(sk, shapeIjk[2])],
  );
}
