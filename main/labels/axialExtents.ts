import type { Affine, Vec3, VoxelBox } from '../contract/geometry.ts';
import type { SegmentStatistics } from '../contract/segmentStatistics.ts';
import { mmAxes, type MmAxes } from '../edits/mmAxes.ts';
import { boxShape } from '../volume/reorient.ts';
import { distance, farthestPoints, type Point } from './diameter.ts';

/** For one segment the first and last voxel of each row of each axial slice, inside of a box. */
export class AxialExtents {
  private readonly box: VoxelBox;
  private readonly axialAxis: number;
  /** Along and across the rows. */
  private readonly a: number;
  private readonly b: number;
  private readonly rows: number;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly start: [number, number, number] = [Infinity, Infinity, Infinity];
  private readonly end: [number, number, number] = [0, 0, 0];

  /** @param axialAxis the voxel axis closest to the patient's long axis, which axial slices lie across */
  constructor(box: VoxelBox, axialAxis: 0 | 1 | 2) {
    const shape = boxShape(box);
    this.box = box;
    this.axialAxis = axialAxis;
    [this.a, this.b] = [0, 1, 2].filter((axis) => axis !== axialAxis);
    this.rows = shape[this.b];
    this.first = new Int32Array(this.rows * shape[axialAxis]).fill(0x7fffffff);
    this.last = new Int32Array(this.first.length).fill(-1);
  }

  /** Adds the voxels [i, endI) of row (j, k). */
  addRun(i: number, endI: number, j: number, k: number): void {
    const { start, end } = this;
    if (i < start[0]) start[0] = i;
    if (endI > end[0]) end[0] = endI;
    if (j < start[1]) start[1] = j;
    if (j >= end[1]) end[1] = j + 1;
    if (k < start[2]) start[2] = k;
    if (k >= end[2]) end[2] = k + 1;
    if (this.axialAxis === 2) this.widen(k, j, i, endI - 1);
    else if (this.axialAxis === 1) this.widen(j, k, i, endI - 1);
    else for (let n = i; n < endI; n++) this.widen(n, k, j, j);
  }

  private widen(slice: number, row: number, first: number, last: number): void {
    const at = (slice - this.box.start[this.axialAxis]) * this.rows + row - this.box.start[this.b];
    if (first < this.first[at]) this.first[at] = first;
    if (last > this.last[at]) this.last[at] = last;
  }

  /** The box of all that was added; null where that is nothing. */
  get tightBox(): VoxelBox | null {
    return this.end[2] === 0 ? null : { start: this.start, end: this.end };
  }

  /**
   * The longest line in a slice between the faces of its voxels (their middles, half a voxel from the centres), as calipers
   * would be laid from edge to edge.
   */
  largestDiameter(affineIjkToRas: Affine): SegmentStatistics['largestAxialDiameter'] {
    const mmOf = mmAxes(affineIjkToRas, [this.a, this.b, this.axialAxis]);
    let largest: { mm: number; slice: number; points: [Point, Point] } | undefined;
    const slices = this.first.length / this.rows;
    for (let slice = 0; slice < slices; slice++) {
      const points = farthestPoints(...this.outline(slice, mmOf));
      if (!points) continue;
      const mm = distance(...points);
      if (!largest || mm > largest.mm) largest = { mm, slice, points };
    }
    if (!largest) return null;
    const { mm, slice, points } = largest;
    const [fromIjk, toIjk] = points.map(([x, y]): Vec3 => {
      const position: [number, number, number] = [0, 0, 0];
      position[this.b] = y / mmOf.bb;
      position[this.a] = (x - mmOf.ab * position[this.b]) / mmOf.aa;
      position[this.axialAxis] = slice + this.box.start[this.axialAxis];
      return position;
    });
    return { mm, fromIjk, toIjk };
  }

  /** Left and right ends of a slice in mm: half a voxel out in its rows, and between rows those of the wider one. */
  private outline(slice: number, { aa, ab, bb }: MmAxes): [Point[], Point[]] {
    const [left, right]: [Point[], Point[]] = [[], []];
    const add = (row: number, first: number, last: number) => {
      if (last < first) return;
      const alongB = row + this.box.start[this.b];
      left.push([first * aa + ab * alongB, bb * alongB]);
      right.push([last * aa + ab * alongB, bb * alongB]);
    };
    for (let row = 0, at = slice * this.rows; row <= this.rows; row++, at++) {
      const isBelow = row > 0;
      const isHere = row < this.rows;
      add(
        row - 0.5,
        Math.min(isBelow ? this.first[at - 1] : Infinity, isHere ? this.first[at] : Infinity),
        Math.max(isBelow ? this.last[at - 1] : -1, isHere ? this.last[at] : -1),
      );
      if (isHere && this.last[at] >= 0) add(row, this.first[at] - 0.5, this.last[at] + 0.5);
    }
    return [left, right];
  }
}
