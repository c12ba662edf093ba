import { NIFTI1 } from 'nifti-reader-js';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { Vec3 } from '../contract/geometry.ts';
import { datatypeLabel, datatypeOf, supportedDatatypes, type Datatype } from './datatypes.ts';
import { findAffine, type FoundAffine } from './niftiAffine.ts';

export const HEADER_BYTES = 348;

/** More voxels than one typed array holds safely; a header that asks for more is broken or not for a desktop. */
const MAX_VOXELS = 2 ** 31 - 1;

export interface NiftiHeader extends FoundAffine {
  /** The 348 bytes as they stand in the file: exports copy their spatial fields from here. */
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly shapeIjk: Vec3;
  /** Volumes in the file; more than one for 4D. */
  readonly frames: number;
  readonly datatype: Datatype;
  /** Where the voxels start. */
  readonly dataOffset: number;
  /** HU = stored * slope + intercept. */
  readonly slope: number;
  readonly intercept: number;
}

function refuse(what: Sentence): never {
  throw new VolscopeError('input', what);
}

/**
 * Reads and checks a NIfTI-1 header. `start` holds at least the file's first 348 bytes, inflated.
 * Throws VolscopeError('input') with one sentence for whatever can't be shown as a CT volume.
 */
export function readNiftiHeader(start: Uint8Array, name: string): NiftiHeader {
  if (start.byteLength < HEADER_BYTES)
    refuse(
      sentence`${name} is not a NIfTI file: it ends after ${start.byteLength} bytes, before its header does.`,
    );
  // Memory of its own, which a Buffer's slice() does not have.
  const bytes = new Uint8Array(start.subarray(0, HEADER_BYTES));
  const view = new DataView(bytes.buffer);
  refuseOtherFormats(view, name);

  const fields = new NIFTI1();
  fields.readHeader(bytes.buffer);
  const { shapeIjk, frames } = readShape(fields, name);
  const datatype = datatypeOf(fields.datatypeCode);
  if (!datatype)
    refuse(
      sentence`${name} holds ${datatypeLabel(fields.datatypeCode)} voxels, not CT values; convert it to one of ${supportedDatatypes}.`,
    );
  const found = findAffine(fields, view, shapeIjk);
  if (!found)
    refuse(
      sentence`${name} does not say where its voxels lie: sform, qform and pixdim are all singular or not finite; export it again with a valid geometry.`,
    );
  if (!(fields.vox_offset >= HEADER_BYTES && fields.vox_offset < 2 ** 31))
    refuse(sentence`${name} has a broken header: its voxels would start at byte ${fields.vox_offset}.`);

  return {
    ...found,
    bytes,
    littleEndian: fields.littleEndian,
    shapeIjk,
    frames,
    datatype,
    dataOffset: Math.floor(fields.vox_offset),
    ...scaling(fields),
  };
}

function refuseOtherFormats(view: DataView, name: string): void {
  const size = [view.getInt32(0, true), view.getInt32(0, false)];
  if (size.includes(540))
    refuse(sentence`${name} is a NIfTI-2 file; convert it to NIfTI-1 (.nii or .nii.gz).`);
  if (!size.includes(HEADER_BYTES))
    refuse(sentence`${name} is not a NIfTI file; open a CT scan stored as .nii or .nii.gz.`);
  const magic = String.fromCharCode(...[344, 345, 346].map((at) => view.getUint8(at)));
  if (magic === 'ni1')
    refuse(
      sentence`${name} is the header of a NIfTI pair (.hdr and .img); convert it to a single .nii file.`,
    );
  if (magic !== 'n+1')
    refuse(sentence`${name} is not a NIfTI-1 file (its magic string is missing); convert it to .nii.`);
}

function readShape(fields: NIFTI1, name: string): { shapeIjk: Vec3; frames: number } {
  const rank = fields.dims[0];
  if (rank < 2 || rank > 7) refuse(sentence`${name} has a broken header: it claims ${rank} dimensions.`);
  const size = (axis: number) => (axis <= rank ? fields.dims[axis] : 1);
  const shapeIjk: Vec3 = [size(1), size(2), size(3)];
  const frames = size(4);
  const text = shapeIjk.join(' x ');
  if ([...shapeIjk, frames].some((n) => n < 1))
    refuse(
      sentence`${name} has a broken header: its size is ${text}, and every axis needs at least one voxel.`,
    );
  if ([5, 6, 7].some((axis) => size(axis) > 1))
    refuse(sentence`${name} holds several values a voxel (dimension 5 and up); a CT scan has one.`);
  if (shapeIjk[0] * shapeIjk[1] * shapeIjk[2] > MAX_VOXELS)
    refuse(sentence`${name} claims ${text} voxels, more than can be opened; check the file or crop it.`);
  return { shapeIjk, frames };
}

/** scl_slope of 0 or NaN means "not scaled" (nifti1.h, nibabel). */
function scaling(fields: NIFTI1): { slope: number; intercept: number } {
  const { scl_slope: slope, scl_inter: intercept } = fields;
  if (!Number.isFinite(slope) || slope === 0) return { slope: 1, intercept: 0 };
  return { slope, intercept: Number.isFinite(intercept) ? intercept : 0 };
}
