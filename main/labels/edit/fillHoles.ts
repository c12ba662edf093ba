import type { Vec3 } from '../../contract/geometry.ts';
import type { LabelPatch } from '../../contract/patch.ts';
import { boxShape } from '../../volume/reorient.ts';
import { packBits } from '../bitRows.ts';
import { lowestBit } from '../bits.ts';
import { wholeBox } from '../block.ts';
import { bundleRows, forEachSegment } from '../bundles.ts';
import { joinRuns } from '../joinRuns.ts';
import { cutSegment, emptyPatch, segmentPatch, valueBox, type Segment } from './segmentMask.ts';

/**
 * Fills the holes of a segment: what is not of it and can't be left through faces. With `acrossAxis` each slice across that
 * axis by itself, in which a hole is what can't be left through edges. What lies at the grid's border is no hole.
 */
export function fillHoles(segment: Segment, acrossAxis?: 0 | 1 | 2): LabelPatch {
  // Beyond the box nothing is of the segment, so that its faces lead outside.
  const box = valueBox(segment.labels, segment.shapeIjk, segment.value);
  if (!box) return emptyPatch();
  const { voxels } = cutSegment(segment, box);
  const shape = boxShape(box);
  if (acrossAxis === undefined) fillMask(voxels, shape, false);
  else fillSlices(voxels, shape, acrossAxis);
  return segmentPatch(segment, { box, voxels });
}

/** Fills slice by slice, in place. */
function fillSlices(mask: Uint8Array, shape: Vec3, acrossAxis: 0 | 1 | 2) {
  const [a, b] = [0, 1, 2].filter((axis) => axis !== acrossAxis);
  const strides = [1, shape[0], shape[0] * shape[1]];
  const slice = new Uint8Array(shape[a] * shape[b]);
  for (let at = 0; at < shape[acrossAxis]; at++) {
    const first = at * strides[acrossAxis];
    for (let y = 0, n = 0; y < shape[b]; y++)
      for (let x = 0; x < shape[a]; x++) slice[n++] = mask[first + x * strides[a] + y * strides[b]];
    fillMask(slice, [shape[a], shape[b], 1], true);
    for (let y = 0, n = 0; y < shape[b]; y++)
      for (let x = 0; x < shape[a]; x++) mask[first + x * strides[a] + y * strides[b]] = slice[n++];
  }
}

/** Fills, in place, the parts of the background that don't reach the border, for a slice its edges only. */
function fillMask(mask: Uint8Array, shape: Vec3, isSlice: boolean) {
  const [ni, nj, nk] = shape;
  const background = new Uint8Array(mask.length);
  for (let n = 0; n < mask.length; n++) background[n] = 1 - mask[n];
  const bundles = bundleRows(packBits(background, shape, wholeBox(shape)), 1);
  const roots = joinRuns(bundles);
  const isOutside = new Uint8Array(bundles.runs);
  forEachSegment(bundles, (run, ones, { j, k, word }) => {
    const touches =
      j === 0 ||
      j === nj - 1 ||
      (!isSlice && (k === 0 || k === nk - 1)) ||
      (word === 0 && (ones & 1) !== 0) ||
      ((ones & (1 << (ni - 1 - 32 * word))) !== 0 && ni - 1 - 32 * word < 32);
    if (touches) isOutside[roots[run]] = 1;
  });
  forEachSegment(bundles, (run, ones, { j, k, word }) => {
    if (isOutside[roots[run]] === 1) return;
    const origin = (k * nj + j) * ni + 32 * word;
    for (let rest = ones; rest !== 0; rest &= rest - 1) mask[origin + lowestBit(rest)] = 1;
  });
}
