import type { SegmentAgreement } from '../contract/agreement.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { isEmptyBox, unionBox } from '../edits/box.ts';
import { boxShape } from '../volume/reorient.ts';
import { cutBlock } from './block.ts';
import { labelExtents, maskOfLabels } from './labelExtents.ts';
import type { SegmentPair } from './pairSegments.ts';
import { surfaceDistance } from './surfaceDistance.ts';

/** A label map on the whole of a grid, i fastest, all of whose labels lie in `box`. */
export interface BoxedLabels {
  readonly labels: Uint8Array;
  readonly box: VoxelBox;
}

export interface ComparedGrid {
  readonly shapeIjk: Vec3;
  readonly spacingMm: Vec3;
  readonly voxelVolumeMm3: number;
}

/**
 * How far the segments of two label maps on one grid agree. Overlaps of all pairs come of one pass over the box of both maps;
 * borders are looked at within the box of each pair.
 */
export function agreementOf(
  a: BoxedLabels,
  b: BoxedLabels,
  { shapeIjk, spacingMm, voxelVolumeMm3 }: ComparedGrid,
  pairs: readonly SegmentPair[],
): SegmentAgreement[] {
  const box = unionBox(a.box, b.box);
  const shape = boxShape(box);
  const [cutA, cutB] = [cutBlock(a.labels, shapeIjk, box).voxels, cutBlock(b.labels, shapeIjk, box).voxels];
  const common = commonVoxels(cutA, cutB);
  const [extentA, extentB] = [extentsOf(cutA, shape), extentsOf(cutB, shape)];
  return pairs.map(({ name, valueA, valueB }) => {
    const [inA, inB] = [extentA(valueA), extentB(valueB)];
    const both = valueA === null || valueB === null ? 0 : common[256 * valueA + valueB];
    const together = inA.voxels + inB.voxels;
    const [mlA, mlB] = [inA.voxels, inB.voxels].map((voxels) => (voxels * voxelVolumeMm3) / 1000);
    const distance =
      isEmptyBox(inA.box) || isEmptyBox(inB.box)
        ? null
        : distanceOf(cutA, cutB, shape, unionBox(inA.box, inB.box), valueA, valueB, spacingMm);
    return {
      ...{ name, valueA, valueB, mlA, mlB, differenceMl: mlB - mlA },
      differencePercent: mlA > 0 ? (100 * (mlB - mlA)) / mlA : null,
      dice: together > 0 ? (2 * both) / together : null,
      jaccard: together > 0 ? both / (together - both) : null,
      meanSurfaceMm: distance?.meanMm ?? null,
      hausdorff95Mm: distance?.hausdorff95Mm ?? null,
    };
  });
}

/** How many voxels have value va in one map and vb in the other, at 256 va + vb. */
function commonVoxels(a: Uint8Array, b: Uint8Array): Uint32Array {
  const common = new Uint32Array(65_536);
  for (let n = 0; n < a.length; n++) common[256 * a[n] + b[n]]++;
  return common;
}

const nowhere = { voxels: 0, box: { start: [0, 0, 0], end: [0, 0, 0] } } as const;

function extentsOf(labels: Uint8Array, shape: Vec3) {
  const extents = new Map(labelExtents(labels, shape).map((extent) => [extent.value, extent]));
  return (value: number | null) => (value === null ? undefined : extents.get(value)) ?? nowhere;
}

function distanceOf(
  a: Uint8Array,
  b: Uint8Array,
  shape: Vec3,
  box: VoxelBox,
  valueA: number | null,
  valueB: number | null,
  spacingMm: Vec3,
) {
  const maskOf = (labels: Uint8Array, wanted: number | null) =>
    maskOfLabels(labels, shape, box, (value) => value === wanted).voxels;
  return surfaceDistance(maskOf(a, valueA), maskOf(b, valueB), boxShape(box), spacingMm);
}
