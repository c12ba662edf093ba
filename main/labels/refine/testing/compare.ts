import type { Vec3 } from '../../../contract/geometry.ts';
import { signedDistanceMm } from '../signedDistance.ts';

export interface Agreement {
  readonly dice: number;
  /** Volume beside the truth's: 1.25 is a quarter too large. */
  readonly volumeRatio: number;
  /** Mean distance from one border to the other, both ways, in mm. */
  readonly surfaceMm: number;
}

/** How well a mask agrees with the truth; both 0 or 1, shape [i, j, k], i fastest, neither empty. */
export function agreement(mask: Uint8Array, truth: Uint8Array, shapeIjk: Vec3, spacingMm: Vec3): Agreement {
  let [both, ours, theirs] = [0, 0, 0];
  for (let n = 0; n < mask.length; n++) {
    both += mask[n] & truth[n];
    ours += mask[n];
    theirs += truth[n];
  }
  const there = borderDistance(mask, signedDistanceMm(truth, shapeIjk, spacingMm, 25), shapeIjk, spacingMm);
  const back = borderDistance(truth, signedDistanceMm(mask, shapeIjk, spacingMm, 25), shapeIjk, spacingMm);
  return {
    dice: (2 * both) / (ours + theirs),
    volumeRatio: ours / theirs,
    surfaceMm: (there.sum + back.sum) / (there.area + back.area),
  };
}

/** Over the faces of a mask, weighted by area: how far the middle of each is from the other mask's border. */
function borderDistance(mask: Uint8Array, distanceMm: Float32Array, shapeIjk: Vec3, spacingMm: Vec3) {
  const strides = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  let [sum, area] = [0, 0];
  for (const [axis, stride] of strides.entries()) {
    const face = (spacingMm[0] * spacingMm[1] * spacingMm[2]) / spacingMm[axis];
    for (let n = 0; n < mask.length; n++) {
      const position = Math.floor(n / stride) % shapeIjk[axis];
      if (position + 1 === shapeIjk[axis] || mask[n] === mask[n + stride]) continue;
      sum += (face * Math.abs(distanceMm[n] + distanceMm[n + stride])) / 2;
      area += face;
    }
  }
  return { sum, area };
}
