import type { Thumbnail } from '../contract/worklist.ts';
import { affineSpacingMm } from './affine.ts';
import { rasView, type RasView } from './orientation.ts';
import type { Volume } from './volume.ts';

/** Soft tissue: width 400, level 40. */
const FROM_HU = -160;
const WIDTH_HU = 400;

/**
 * A small picture of a scan in its true proportions: the middle coronal slice, or the middle axial one of a scan that is
 * too flat for that. Shown as radiologists see it: the patient's right on the left, head or front up.
 */
export function thumbnailOf(volume: Volume, maxSide = 96): Thumbnail {
  const view = rasView(volume.grid.shapeIjk, volume.orientation);
  const spacing = affineSpacingMm(volume.grid.affineIjkToRas);
  const extentMm = view.shapeRas.map((count, world) => count * spacing[view.storedAxis[world]]);
  const [right, anterior, superior] = [0, 1, 2] as const;
  const isFlat = extentMm[superior] < extentMm[right] / 2;
  const [up, through] = isFlat ? [anterior, superior] : [superior, anterior];
  const scale = maxSide / Math.max(extentMm[right], extentMm[up]);
  const side = (world: number) => Math.max(1, Math.round(extentMm[world] * scale));
  const [width, height] = [side(right), side(up)];

  const grey = new Uint8Array(width * height);
  const middle = Math.floor(view.shapeRas[through] / 2) * view.stride[through];
  const columns = Array.from({ length: width }, (_, x) => nearest(view, right, width, x));
  for (let y = 0, at = 0; y < height; y++) {
    const row = view.first + middle + nearest(view, up, height, y);
    for (let x = 0; x < width; x++, at++) grey[at] = greyOf(volume.voxelsHu[row + columns[x]]);
  }
  return { width, height, grey };
}

/** The step from RAS voxel 0 to the one under a pixel: both picture axes run against R, A and S. */
function nearest({ shapeRas, stride }: RasView, world: number, pixels: number, pixel: number): number {
  const along = Math.floor(((pixel + 0.5) / pixels) * shapeRas[world]);
  return (shapeRas[world] - 1 - along) * stride[world];
}

function greyOf(hu: number): number {
  return Math.max(0, Math.min(255, Math.round(((hu - FROM_HU) / WIDTH_HU) * 255)));
}
