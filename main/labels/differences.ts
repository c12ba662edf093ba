import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3 } from '../contract/geometry.ts';
import { tightBox, unionBox } from '../edits/box.ts';
import { boxShape } from '../volume/reorient.ts';
import type { BoxedLabels } from './agreement.ts';
import { cutBlock, emptyBlock, shiftBox, wholeBox } from './block.ts';
import type { SegmentPair } from './pairSegments.ts';

/** The values of a map of differences. */
export const differenceValues = { onlyA: 1, onlyB: 2, another: 3 } as const;

/**
 * Where two label maps on one grid differ: voxels that a alone labels, that b alone does, and that both do, but as segments
 * that are no pair. What is alike is background.
 */
export function differencesOf(
  a: BoxedLabels,
  b: BoxedLabels,
  shapeIjk: Vec3,
  pairs: readonly SegmentPair[],
): LabelBlock {
  const box = unionBox(a.box, b.box);
  const { voxels: inA } = cutBlock(a.labels, shapeIjk, box);
  const { voxels: inB } = cutBlock(b.labels, shapeIjk, box);
  const [meaningA, meaningB] = [meaningOf(pairs, 'valueA'), meaningOf(pairs, 'valueB')];
  for (let n = 0; n < inA.length; n++) {
    const [meantA, meantB] = [meaningA[inA[n]], meaningB[inB[n]]];
    if (meantA === meantB) inA[n] = 0;
    else if (meantB === 0) inA[n] = differenceValues.onlyA;
    else inA[n] = meantA === 0 ? differenceValues.onlyB : differenceValues.another;
  }
  const shape = boxShape(box);
  const tight = tightBox(inA, shape, wholeBox(shape));
  if (tight.end[0] === 0) return emptyBlock();
  return { box: shiftBox(tight, box.start), voxels: cutBlock(inA, shape, tight).voxels };
}

/** The number of its pair (from 1) for each value; 0 for what is in none. */
function meaningOf(pairs: readonly SegmentPair[], side: 'valueA' | 'valueB'): Uint16Array {
  const meaning = new Uint16Array(256);
  for (const [n, pair] of pairs.entries()) {
    const value = pair[side];
    if (value !== null) meaning[value] = n + 1;
  }
  return meaning;
}
