import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LabelBlock } from '../contract/labels.ts';
import { tightBox } from '../edits/box.ts';
import { cutBlock, pasteBlock, wholeBox } from '../labels/block.ts';
import { refineScanMask } from '../labels/refine/refineScanMask.ts';
import { readNifti } from '../volume/readNifti.ts';
import { refineLabels } from './refineResult.ts';
import { smallScan } from './testing.ts';

const volume = await readNifti(smallScan.path);
const { shapeIjk } = volume.grid;
const [ni] = shapeIjk;

/** The reference's mask of the sample scan, one label or, either side of its middle, two. */
async function spleen(labels: 1 | 2): Promise<LabelBlock> {
  const { voxelsHu } = await readNifti(join(smallScan.reference, 'mask.nii.gz'));
  const whole = Uint8Array.from(voxelsHu);
  const box = tightBox(whole, shapeIjk, wholeBox(shapeIjk));
  const middle = Math.floor((box.start[0] + box.end[0]) / 2);
  const parted = whole.map((voxel, n) => (voxel === 1 && labels === 2 && n % ni >= middle ? 2 : voxel));
  return cutBlock(parted, shapeIjk, box);
}

test('one label is refined as a mask is', async () => {
  const mask = await spleen(1);
  const { mask: refined, refinement } = refineLabels(volume, mask, 0.6);
  const expected = refineScanMask(volume, mask, { strength: 0.6 });
  expect(refined.box).toEqual(expected.box);
  expect(Buffer.compare(refined.voxels, expected.voxels)).toBe(0);
  expect(refinement).toMatchObject({ strength: 0.6, fromVoxels: mask.voxels.filter(Boolean).length });
});

test('labels that touch take no voxel of each other', async () => {
  const labels = await spleen(2);
  const before = pasteBlock(labels, shapeIjk);
  const after = pasteBlock(refineLabels(volume, labels, 1).mask, shapeIjk);
  expect(after.filter((value, n) => value !== 0 && before[n] !== 0 && value !== before[n])).toHaveLength(0);
  for (const value of [1, 2]) {
    const count = (map: Uint8Array) => map.reduce((sum, each) => sum + (each === value ? 1 : 0), 0);
    expect(count(after)).toBeGreaterThan(0.5 * count(before));
    expect(count(after)).not.toBe(count(before));
  }
});

test('strength 0 gives the very labels', async () => {
  const labels = await spleen(2);
  expect(refineLabels(volume, labels, 0)).toEqual({ mask: labels, refinement: undefined });
});
