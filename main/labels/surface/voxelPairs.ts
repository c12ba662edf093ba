import type { Vec3 } from '../../contract/geometry.ts';

/** The voxels below and above a plane across k, two by two, with an empty row before and one behind. */
export class VoxelPairs {
  /** Bit 0 is set where the voxel below the plane is, bit 4 where the one above is; shape [i, j + 2], i fastest. */
  readonly bits: Uint8Array;
  /** Of each row the first pair that is not empty, and the one behind the last; an empty row ends before it begins. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  private readonly mask: Uint8Array;
  private readonly shapeIjk: Vec3;

  /** @param mask 0 or 1, shape [i, j, k], i fastest; outside is 0 */
  constructor(mask: Uint8Array, shapeIjk: Vec3) {
    const [ni, nj] = shapeIjk;
    this.mask = mask;
    this.shapeIjk = shapeIjk;
    this.bits = new Uint8Array(ni * (nj + 2));
    this.first = new Int32Array(nj + 2).fill(ni);
    this.end = new Int32Array(nj + 2);
  }

  /** To the plane below voxel slice k, from 0 to the number of slices. */
  moveTo(k: number): void {
    const { mask, bits } = this;
    const [ni, nj, nk] = this.shapeIjk;
    // A slice outside of the mask is empty: the other one is shifted out of its own bit.
    const below = Math.max(0, k - 1) * ni * nj;
    const above = Math.min(nk - 1, k) * ni * nj;
    const [hasBelow, hasAbove] = [k > 0 ? 1 : 0, k < nk ? 16 : 0];
    for (let j = 0; j < nj; j++) {
      const [low, high, to] = [below + j * ni, above + j * ni, (j + 1) * ni];
      let first = 0;
      while (first < ni && (mask[low + first] | mask[high + first]) === 0) first++;
      let end = ni;
      while (end > first && (mask[low + end - 1] | mask[high + end - 1]) === 0) end--;
      bits.fill(0, to + this.first[j + 1], to + this.end[j + 1]);
      for (let i = first; i < end; i++) bits[to + i] = mask[low + i] * hasBelow + mask[high + i] * hasAbove;
      this.first[j + 1] = first;
      this.end[j + 1] = end;
    }
  }
}
