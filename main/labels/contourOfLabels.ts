import type { LabelBlock } from '../contract/labels.ts';
import { boxShape } from '../volume/reorient.ts';
import { contourOf } from './contour.ts';
import { selectLabel } from './selectLabel.ts';

/** The contour of each label of a block, under its own value: where labels touch, both have one. */
export function contourOfLabels(block: LabelBlock): LabelBlock {
  const shape = boxShape(block.box);
  const voxels = new Uint8Array(block.voxels.length);
  for (const value of new Set(block.voxels)) {
    if (value === 0) continue;
    const contour = contourOf(selectLabel(block, value).voxels, shape).voxels;
    for (let n = 0; n < voxels.length; n++) if (contour[n] !== 0) voxels[n] = value;
  }
  return { box: block.box, voxels };
}
