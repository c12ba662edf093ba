import type { Affine, Vec3 } from '../../contract/geometry.ts';
import { mmAxes, type MmAxes } from '../../edits/mmAxes.ts';

/** Axes this close to right angles (their cosine) are taken as such: float32 affines are off by some 1e-7, gantry tilts by 1e-2. */
const RIGHT_ANGLE = 1e-4;

/** The metric of a grid whose axes i, j, k are not at right angles (a tilted gantry's); undefined for any other. */
export function shearedAxes(affineIjkToRas: Affine): MmAxes | undefined {
  const mm = mmAxes(affineIjkToRas, [0, 1, 2]);
  const { aa, ab, ac, bb, bc, cc } = mm;
  const [lengthB, lengthC] = [Math.hypot(ab, bb), Math.hypot(ac, bc, cc)];
  const cosines = [ab / lengthB, ac / lengthC, (ab * ac + bb * bc) / (lengthB * lengthC)];
  return aa > 0 && cosines.some((cosine) => Math.abs(cosine) > RIGHT_ANGLE) ? mm : undefined;
}

/** The metric of a plane along two voxel axes: steps of a and b are (aa a + ab b)^2 + (bb b)^2 mm^2 long. */
export type PlaneAxes = Pick<MmAxes, 'aa' | 'ab' | 'bb'>;

/** The metric along two of the axes i, j, k (0, 1, 2); undefined where those two are at right angles. */
export function shearedPlane(mm: MmAxes | undefined, a: number, b: number): PlaneAxes | undefined {
  if (!mm) return undefined;
  // Has the grid's metric, so that it can be factored with these two axes first.
  const laid = [mm.aa, mm.ab, mm.ac, 0, 0, mm.bb, mm.bc, 0, 0, 0, mm.cc, 0, 0, 0, 0, 1];
  const { aa, ab, bb } = mmAxes(laid, [a, b, 3 - a - b]);
  return Math.abs(ab) > RIGHT_ANGLE * Math.hypot(ab, bb) ? { aa, ab, bb } : undefined;
}

/** G^-1 for the metric G, as its six different elements: the covariance, in voxels, of a Gaussian that is round in the patient. */
export interface InverseMetric {
  readonly ii: number;
  readonly ij: number;
  readonly ik: number;
  readonly jj: number;
  readonly jk: number;
  readonly kk: number;
}

export function inverseMetric({ aa, ab, ac, bb, bc, cc }: MmAxes): InverseMetric {
  // Rows of the inverse of the triangular factor; G^-1 is that times its transpose.
  const i: Vec3 = [1 / aa, -ab / (aa * bb), (ab * bc - ac * bb) / (aa * bb * cc)];
  const j: Vec3 = [0, 1 / bb, -bc / (bb * cc)];
  const k: Vec3 = [0, 0, 1 / cc];
  const dot = (p: Vec3, q: Vec3) => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
  return { ii: dot(i, i), ij: dot(i, j), ik: dot(i, k), jj: dot(j, j), jk: dot(j, k), kk: dot(k, k) };
}

/** How far a ball of 1 mm reaches along i, j and k, in voxels. */
export function reachPerMm(mm: MmAxes): Vec3 {
  const { ii, jj, kk } = inverseMetric(mm);
  return [Math.sqrt(ii), Math.sqrt(jj), Math.sqrt(kk)];
}

/** The voxels of a row of a ball around a voxel: from `firstI` to `lastI`, in row (j, k), all counted from that voxel. */
export interface BallRow {
  readonly j: number;
  readonly k: number;
  readonly firstI: number;
  readonly lastI: number;
}

/** The voxels whose centres are within a distance of a voxel's centre. */
export function ballRows(mm: MmAxes, squaredRadiusMm: number): BallRow[] {
  const { aa, ab, ac, bb, bc, cc } = mm;
  const [, reachJ, reachK] = reachPerMm(mm).map((reach) => Math.floor(reach * Math.sqrt(squaredRadiusMm)));
  const rows: BallRow[] = [];
  for (let k = -reachK; k <= reachK; k++)
    for (let j = -reachJ; j <= reachJ; j++) {
      const rest = squaredRadiusMm - (bb * j + bc * k) ** 2 - (cc * k) ** 2;
      if (rest < 0) continue;
      const [centre, half] = [-(ab * j + ac * k) / aa, Math.sqrt(rest) / aa];
      const [firstI, lastI] = [Math.ceil(centre - half), Math.floor(centre + half)];
      if (firstI <= lastI) rows.push({ j, k, firstI, lastI });
    }
  return rows;
}
