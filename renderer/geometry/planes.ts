import type { Affine, Vec3 } from '../../main/contract/geometry.ts';
import { voxelStepRas } from './grid.ts';
import { cross, dot, normalise, scale, subtract } from './vec3.ts';

export const planeNames = ['axial', 'coronal', 'sagittal'] as const;
export type PlaneName = (typeof planeNames)[number];

/**
 * One of the three planes, along the image's own axes: an oblique scan is shown as it was acquired, not
 * resampled, and a scan stored sagittal-first still has its axial plane where a reader expects it.
 */
export interface Plane {
  readonly name: PlaneName;
  /** The voxel axis that counts the slices, and whether a higher index lies further to S, A or R. */
  readonly sliceAxis: number;
  readonly sliceSign: 1 | -1;
  /** The voxel axes that run across and up the screen. */
  readonly rightAxis: number;
  readonly upAxis: number;
  /** Unit vectors in RAS: across the screen, up the screen, and away from the reader. */
  readonly rightRas: Vec3;
  readonly upRas: Vec3;
  readonly awayRas: Vec3;
}

/** Radiological display: RAS axis and sign that run to the right and up, and the RAS axis of the slices. */
const conventions = {
  axial: { slice: 2, right: { axis: 0, sign: -1 }, up: { axis: 1, sign: 1 } },
  coronal: { slice: 1, right: { axis: 0, sign: -1 }, up: { axis: 2, sign: 1 } },
  sagittal: { slice: 0, right: { axis: 1, sign: -1 }, up: { axis: 2, sign: 1 } },
} as const;

const permutations: readonly Vec3[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/**
 * The voxel axis that lies closest to each RAS axis, each used once: the assignment with the largest product
 * of direction cosines, so that even a scan turned by 45 degrees gets three different axes.
 */
export function closestVoxelAxes(affineIjkToRas: Affine): Vec3 {
  const directions = [0, 1, 2].map((axis) => normalise(voxelStepRas(affineIjkToRas, axis)));
  const fit = (axes: Vec3) => axes.reduce((product, axis, r) => product * Math.abs(directions[axis]![r]!), 1);
  return permutations.reduce((best, candidate) => (fit(candidate) > fit(best) + 1e-9 ? candidate : best));
}

/** The three planes of a scan with this affine. */
export function planesOf(affineIjkToRas: Affine): Readonly<Record<PlaneName, Plane>> {
  const voxelAxisOf = closestVoxelAxes(affineIjkToRas);
  const direction = (axis: number) => normalise(voxelStepRas(affineIjkToRas, axis));
  const signOf = (rasAxis: number): 1 | -1 => (direction(voxelAxisOf[rasAxis]!)[rasAxis]! < 0 ? -1 : 1);

  const plane = (name: PlaneName): Plane => {
    const { slice, right, up } = conventions[name];
    const rightRas = scale(direction(voxelAxisOf[right.axis]!), right.sign * signOf(right.axis));
    const upOfImage = scale(direction(voxelAxisOf[up.axis]!), up.sign * signOf(up.axis));
    // A sheared affine has axes that are not at right angles; a camera's are.
    const upRas = normalise(subtract(upOfImage, scale(rightRas, dot(upOfImage, rightRas))));
    return {
      name,
      sliceAxis: voxelAxisOf[slice]!,
      sliceSign: signOf(slice),
      rightAxis: voxelAxisOf[right.axis]!,
      upAxis: voxelAxisOf[up.axis]!,
      rightRas,
      upRas,
      awayRas: cross(upRas, rightRas),
    };
  };
  return { axial: plane('axial'), coronal: plane('coronal'), sagittal: plane('sagittal') };
}
