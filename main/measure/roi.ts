import type { Grid, Vec3 } from '../contract/geometry.ts';
import type { Measurement, RoiValues } from '../contract/measurement.ts';
import { affineColumn, applyAffine, invertAffine } from '../volume/affine.ts';
import { rasToVoxel } from './slice.ts';
import { add, dot, scale, subtract } from './vec3.ts';

/** A scan to measure in: HU of `grid`, i fastest. */
export interface MeasuredScan {
  readonly grid: Grid;
  readonly voxelsHu: Int16Array | Float32Array;
}

/** The four corners of the box of a rectangle or an ellipse (RAS mm), one after the other around it; the first is its first point. */
export function roiCorners({ pointsRas, rightRas }: Measurement): readonly [Vec3, Vec3, Vec3, Vec3] {
  const [from, to] = [pointsRas[0], pointsRas[1]];
  const across = scale(rightRas, dot(subtract(to, from), rightRas));
  return [from, add(from, across), to, subtract(to, across)];
}

/**
 * Size of a rectangle or an ellipse, and the HU of the voxels of its slice whose centres lie inside of it or on its border.
 * The area is the shape's own, not that of the voxels. Takes time in proportion to the voxels of its box.
 */
export function roiValues(roi: Measurement, scan: MeasuredScan): RoiValues {
  const { widthMm, heightMm } = roiSize(roi);
  const areaMm2 = widthMm * heightMm * (roi.kind === 'ellipse' ? Math.PI / 4 : 1);
  let [voxels, sum, minHu, maxHu] = [0, 0, Infinity, -Infinity];
  forEachInside(roi, scan, (hu) => {
    voxels++;
    sum += hu;
    minHu = Math.min(minHu, hu);
    maxHu = Math.max(maxHu, hu);
  });
  const size = { areaMm2, widthMm, heightMm, voxels };
  if (voxels === 0) return { ...size, meanHu: null, sdHu: null, minHu: null, maxHu: null };
  const meanHu = sum / voxels;
  let squares = 0;
  forEachInside(roi, scan, (hu) => (squares += (hu - meanHu) ** 2));
  return { ...size, meanHu, sdHu: Math.sqrt(squares / voxels), minHu, maxHu };
}

function roiSize({ pointsRas, rightRas, upRas }: Measurement) {
  const diagonal = subtract(pointsRas[1], pointsRas[0]);
  return { widthMm: Math.abs(dot(diagonal, rightRas)), heightMm: Math.abs(dot(diagonal, upRas)) };
}

/** Of half a side: a centre that lies on the border is not lost to rounding. */
const tolerance = 1e-9;

function forEachInside(
  roi: Measurement,
  { grid, voxelsHu }: MeasuredScan,
  visit: (hu: number) => void,
): void {
  const { affineIjkToRas, shapeIjk } = grid;
  const { sliceAxis, rightRas, upRas, pointsRas } = roi;
  const { widthMm, heightMm } = roiSize(roi);
  if (widthMm === 0 || heightMm === 0) return;
  const slice = Math.round(rasToVoxel(affineIjkToRas, pointsRas[0])[sliceAxis]);
  if (slice < 0 || slice >= shapeIjk[sliceAxis]) return;

  const [u, v] = [0, 1, 2].filter((axis) => axis !== sliceAxis);
  const inverse = invertAffine(affineIjkToRas);
  const corners = roiCorners(roi).map((corner) => applyAffine(inverse, corner));
  const range = (axis: number) => {
    const along = corners.map((corner) => corner[axis]);
    // A voxel more on either side: whether its centre lies inside is decided below.
    const [low, high] = [Math.floor(Math.min(...along)), Math.ceil(Math.max(...along))];
    return [Math.max(0, low), Math.min(shapeIjk[axis] - 1, high)] as const;
  };
  const [[fromU, toU], [fromV, toV]] = [range(u), range(v)];

  // Where a voxel's centre lies from the middle, in halves of the sides, is linear in its indices.
  const middle = scale(add(pointsRas[0], pointsRas[1]), 0.5);
  const [toRight, toTop] = [scale(rightRas, 2 / widthMm), scale(upRas, 2 / heightMm)];
  const [stepU, stepV] = [affineColumn(affineIjkToRas, u), affineColumn(affineIjkToRas, v)];
  const origin = subtract(
    applyAffine(affineIjkToRas, [0, 1, 2].map((axis) => (axis === sliceAxis ? slice : 0)) as unknown as Vec3),
    middle,
  );
  const [p0, pu, pv] = [dot(origin, toRight), dot(stepU, toRight), dot(stepV, toRight)];
  const [q0, qu, qv] = [dot(origin, toTop), dot(stepU, toTop), dot(stepV, toTop)];
  const stride = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  const round = roi.kind === 'ellipse';
  for (let b = fromV; b <= toV; b++) {
    const row = slice * stride[sliceAxis] + b * stride[v];
    for (let a = fromU; a <= toU; a++) {
      const p = Math.abs(p0 + pu * a + pv * b);
      const q = Math.abs(q0 + qu * a + qv * b);
      const reach = round ? p * p + q * q : Math.max(p, q);
      if (reach <= 1 + tolerance) visit(voxelsHu[row + a * stride[u]]);
    }
  }
}
