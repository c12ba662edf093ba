import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { LabelBlock } from '../contract/labels.ts';
import { boxShape } from '../volume/reorient.ts';
import { unpackBits } from './bitRows.ts';
import { bitsAbove, spansOf } from './bitsAbove.ts';
import { wholeBox } from './block.ts';
import { restoreMask } from './restoreMask.ts';

/** What the tests of this folder share. */

const reference = new URL('../../fixtures/reference/cptac-pda_C3N-00249_ct_small/', import.meta.url);

export const networkShape: Vec3 = [224, 224, 224];

/** A reference volume of the sample scan (224^3, stored k fastest), with i fastest. */
export function referenceMask(name: 'mask224' | 'contour224'): Uint8Array {
  return fromCOrder(gunzipSync(readFileSync(new URL(`${name}.u8.gz`, reference))), networkShape);
}

/** The reference's restored mask on the scan's own grid (NIfTI: i fastest). */
export function referenceRestored(): { mask: Uint8Array; shapeIjk: Vec3; affineIjkToRas: number[] } {
  const bytes = gunzipSync(readFileSync(new URL('mask.nii.gz', reference)));
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const affineIjkToRas = Array.from({ length: 12 }, (_, n) => header.getFloat32(280 + 4 * n, true));
  return {
    mask: new Uint8Array(bytes.subarray(header.getFloat32(108, true))),
    shapeIjk: [header.getInt16(42, true), header.getInt16(44, true), header.getInt16(46, true)],
    affineIjkToRas: [...affineIjkToRas, 0, 0, 0, 1],
  };
}

function fromCOrder(voxels: Uint8Array, [ni, nj, nk]: Vec3): Uint8Array {
  const turned = new Uint8Array(voxels.length);
  for (let i = 0, n = 0; i < ni; i++)
    for (let j = 0; j < nj; j++) for (let k = 0; k < nk; k++) turned[(k * nj + j) * ni + i] = voxels[n++];
  return turned;
}

export interface SmallMask {
  readonly shapeIjk: Vec3;
  readonly mask: Uint8Array<ArrayBuffer>;
}

/** Random masks of up to `longest` voxels an axis, from almost empty to almost full. */
export function smallMasks(longest = 7): fc.Arbitrary<SmallMask> {
  const length = fc.integer({ min: 1, max: longest });
  return fc
    .tuple(fc.tuple(length, length, length), fc.integer({ min: 0, max: 100 }))
    .chain(([shapeIjk, percent]) =>
      fc
        .array(fc.integer({ min: 0, max: 99 }), {
          minLength: shapeIjk[0] * shapeIjk[1] * shapeIjk[2],
          maxLength: shapeIjk[0] * shapeIjk[1] * shapeIjk[2],
        })
        .map((dice) => ({ shapeIjk, mask: Uint8Array.from(dice, (die) => (die < percent ? 1 : 0)) })),
    );
}

/** Whether voxel (i, j, k) is set; outside of the volume it is not. */
export function isSet({ shapeIjk: [ni, nj, nk], mask }: SmallMask, i: number, j: number, k: number): boolean {
  if (i < 0 || j < 0 || k < 0 || i >= ni || j >= nj || k >= nk) return false;
  return mask[(k * nj + j) * ni + i] !== 0;
}

/** A mask from the rule for one voxel. */
export function maskOf(shapeIjk: Vec3, rule: (i: number, j: number, k: number) => boolean): SmallMask {
  const [ni, nj, nk] = shapeIjk;
  const mask = new Uint8Array(ni * nj * nk);
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) for (let i = 0; i < ni; i++) mask[n++] = rule(i, j, k) ? 1 : 0;
  return { shapeIjk, mask };
}

/** By looking at every voxel. */
export function tightBox(
  { shapeIjk: [ni, nj], mask }: SmallMask,
  { start, end }: VoxelBox,
): VoxelBox | undefined {
  const set = [...mask.keys()]
    .filter((n) => mask[n] !== 0)
    .map((n) => [n % ni, Math.floor(n / ni) % nj, Math.floor(n / ni / nj)])
    .filter((voxel) => voxel.every((n, axis) => n >= start[axis] && n < end[axis]));
  if (set.length === 0) return undefined;
  const low = (axis: number) => Math.min(...set.map((voxel) => voxel[axis]));
  const high = (axis: number) => Math.max(...set.map((voxel) => voxel[axis])) + 1;
  return { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
}

/** What `restoreMask` makes of logits alone, as voxels. */
export function restoredBlock(logitDiff: Float32Array, from: Vec3, to: Vec3, threshold: number): LabelBlock {
  const spans = spansOf(bitsAbove(logitDiff, from, threshold), from[0]);
  const { box, rows } = restoreMask(logitDiff, from, to, threshold, spans);
  return { box, voxels: unpackBits(rows, wholeBox(boxShape(box))) };
}

/** The voxels of a mask that are set. */
export function count(mask: Uint8Array): number {
  return mask.reduce((sum, voxel) => sum + (voxel === 0 ? 0 : 1), 0);
}

/** Whether two large masks are equal (a matcher would take a minute). */
export function sameVoxels(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
