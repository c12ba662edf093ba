import type { Affine, Vec3, VoxelBox } from '../contract/geometry.ts';
import type { SegmentStatistics } from '../contract/segmentStatistics.ts';
import { AxialExtents } from './axialExtents.ts';
import { tightBox } from '../edits/box.ts';
import { wholeBox } from './block.ts';
import { huCollector, type HuCollector } from './huCollector.ts';

/** A label map over its scan. */
export interface LabelledScan {
  /** uint8, shape [i, j, k], i fastest. */
  readonly labels: Uint8Array;
  /** HU, on the same grid. */
  readonly voxelsHu: Int16Array | Float32Array;
  readonly shapeIjk: Vec3;
  /** Holds every label, where that is known; the whole grid is searched where it is left out. */
  readonly box?: VoxelBox;
  readonly affineIjkToRas: Affine;
  /** Volume of a voxel, which for a sheared grid is not the product of the spacings. */
  readonly voxelVolumeMm3: number;
  /** The voxel axis closest to the patient's long axis, which axial slices lie across. */
  readonly axialAxis: 0 | 1 | 2;
}

const HISTOGRAM_BINS = 64;

interface Collector {
  readonly hu: HuCollector;
  readonly extents: AxialExtents;
}

/**
 * Statistics of the segments of a label map, one for each of `values` in their order, in one pass over the box of all that
 * is labelled. As `labelStatistics` for one mask, with the largest axial diameter and a histogram.
 */
export function segmentStatistics(scan: LabelledScan, values: readonly number[]): SegmentStatistics[] {
  const box = scan.box ?? tightBox(scan.labels, scan.shapeIjk, wholeBox(scan.shapeIjk));
  const collectors = new Array<Collector | undefined>(256);
  for (const value of values)
    collectors[value] = { hu: huCollector(scan.voxelsHu), extents: new AxialExtents(box, scan.axialAxis) };
  collect(scan, box, collectors);
  return values.map((value) => {
    const { hu, extents } = collectors[value]!;
    const summary = hu.summary();
    return {
      value,
      ...summary,
      ml: (summary.voxels * scan.voxelVolumeMm3) / 1000,
      box: extents.tightBox,
      largestAxialDiameter: extents.largestDiameter(scan.affineIjkToRas),
      histogram: hu.histogram(summary, HISTOGRAM_BINS),
    };
  });
}

/** Tells the collectors of each run of one value along i. */
function collect(
  { labels, shapeIjk: [ni, nj] }: LabelledScan,
  { start, end }: VoxelBox,
  collectors: readonly (Collector | undefined)[],
) {
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const row = (k * nj + j) * ni;
      const rowEnd = row + end[0];
      for (let n = row + start[0]; n < rowEnd;) {
        const value = labels[n];
        const from = n++;
        while (n < rowEnd && labels[n] === value) n++;
        const collector = value === 0 ? undefined : collectors[value];
        if (!collector) continue;
        collector.hu.addRun(from, n);
        collector.extents.addRun(from - row, n - row, j, k);
      }
    }
}
