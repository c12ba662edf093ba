import type { Measurement, MeasuredValues } from '../contract/measurement.ts';
import { roiValues, type MeasuredScan } from './roi.ts';
import { rasToVoxel } from './slice.ts';
import { cross, dot, length, subtract } from './vec3.ts';

/** What a measurement says of a scan: lengths in mm of the patient, angles in degrees (0 to 180), values in HU. */
export function measure(measurement: Measurement, scan: MeasuredScan): MeasuredValues {
  const { kind, pointsRas } = measurement;
  switch (kind) {
    case 'distance':
      return { kind, mm: length(subtract(pointsRas[1], pointsRas[0])) };
    case 'angle': {
      const [a, b] = [subtract(pointsRas[0], pointsRas[1]), subtract(pointsRas[2], pointsRas[1])];
      // Not by the arc cosine, which loses half of its digits near 0 and 180 degrees.
      return { kind, degrees: (Math.atan2(length(cross(a, b)), dot(a, b)) * 180) / Math.PI };
    }
    case 'probe':
      return { kind, hu: huAt(measurement, scan) };
    case 'ellipse':
    case 'rectangle':
      return { kind, ...roiValues(measurement, scan) };
  }
}

/** The value of the voxel in which a probe lies; null outside of the scan. */
function huAt({ pointsRas }: Measurement, { grid, voxelsHu }: MeasuredScan): number | null {
  const { affineIjkToRas, shapeIjk } = grid;
  const [i, j, k] = rasToVoxel(affineIjkToRas, pointsRas[0]).map(Math.round);
  const isInside = [i, j, k].every((index, axis) => index >= 0 && index < shapeIjk[axis]);
  return isInside ? voxelsHu[i + shapeIjk[0] * (j + shapeIjk[1] * k)] : null;
}
