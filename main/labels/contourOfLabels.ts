import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';
import { emptyBlock, shiftBox } from './block.ts';
import { contourOf } from './contour.ts';
import { labelExtents, maskOfLabels } from './labelExtents.ts';

/** The contour of each label of a block, under its own value: where labels touch, both have one. */
export function contourOfLabels({ box, voxels }: LabelBlock): LabelBlock {
  if (voxels.length === 0) return emptyBlock();
  const shape = boxShape(box);
  const contours = new Uint8Array(voxels.length);
  for (const extent of labelExtents(voxels, shape)) {
    const mask = maskOfLabels(voxels, shape, extent.box, (value) => value === extent.value);
    const contour = contourOf(mask.voxels, boxShape(extent.box));
    addBlock(contours, shape, shiftBox(contour.box, extent.box.start), contour.voxels, extent.value);
  }
  return { box, voxels: contours };
}

function addBlock(into: Uint8Array, [ni, nj]: Vec3, box: VoxelBox, mask: Uint8Array, value: number): void {
  const [bi, bj, bk] = boxShape(box);
  for (let k = 0, n = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const row = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      for (let i = 0; i < bi; i++, n++) if (mask[n] !== 0) into[row + i] = value;
    }
}
