import { describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../../contract/geometry.ts';
import { applyPatch } from '../../edits/patch.ts';
import { affineSpacingMm } from '../../volume/affine.ts';
import { shearedBlur } from './gaussianBlur.ts';
import { growSegment } from './growSegment.ts';
import { interpolateSlices } from './interpolateSlices.ts';
import { latticeDirections } from './latticeDirections.ts';
import type { Segment } from './segmentMask.ts';
import { shearedSquaredDistances } from './shearedDistance.ts';
import { inverseMetric, shearedAxes, shearedPlane } from './shearedGrid.ts';
import { smoothSegment } from './smoothSegment.ts';

const shapeIjk: Vec3 = [20, 21, 13];

/** A gantry tilted by 20 degrees: slices lie 3 mm on and 1.09 mm up. The second has no two axes at right angles. */
const affines: readonly [string, Affine][] = [
  ['a tilted gantry', [-0.8, 0, 0, 5, 0, 0.8, 1.09, -7, 0, 0, 3, 11]],
  ['no right angle', [0.9, 0.3, -0.7, 0, -0.2, 1.1, 0.5, 0, 0.1, -0.25, 2.2, 0]],
];

const offset = (i: number, j: number, k: number) => (k * shapeIjk[1] + j) * shapeIjk[0] + i;

/** Squared distance in mm^2 of two voxels whose indices differ by this. */
function squaredMm(affine: Affine, [i, j, k]: Vec3): number {
  return [0, 4, 8].reduce((sum, r) => sum + (affine[r] * i + affine[r + 1] * j + affine[r + 2] * k) ** 2, 0);
}

function forEachVoxel(visit: (position: Vec3, n: number) => void): void {
  for (let k = 0, n = 0; k < shapeIjk[2]; k++)
    for (let j = 0; j < shapeIjk[1]; j++) for (let i = 0; i < shapeIjk[0]; i++, n++) visit([i, j, k], n);
}

/** A body that is no symmetric one, and a hole in it. */
function segmentOn(affine: Affine): Segment {
  const labels = new Uint8Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]);
  forEachVoxel(([i, j, k], n) => {
    const isIn =
      (i - 9) ** 2 / 40 + (j - 10) ** 2 / 30 + (k - 6) ** 2 / 9 + ((i * 7 + j * 3 + k * 5) % 11) / 20 < 1.2;
    if (isIn && !(i === 9 && j === 11 && k === 6)) labels[n] = 2;
  });
  return { labels, shapeIjk, spacingMm: affineSpacingMm(affine), sheared: shearedAxes(affine), value: 2 };
}

/** Whether a voxel of the value (or of another) is within the margin, for each voxel, by looking at all pairs. */
function near({ labels }: Segment, affine: Affine, marginMm: number, isValue: boolean): boolean[] {
  const sources: Vec3[] = [];
  forEachVoxel((position, n) => (labels[n] === 2) === isValue && sources.push(position));
  const limit = marginMm * marginMm * (1 + 1e-6);
  const found: boolean[] = [];
  forEachVoxel(([i, j, k]) =>
    found.push(sources.some(([x, y, z]) => squaredMm(affine, [i - x, j - y, k - z]) <= limit)),
  );
  return found;
}

describe.each(affines)('%s', (_, affine) => {
  const segment = segmentOn(affine);

  it.each([1, 2.5, 4])('grows and shrinks by %f mm as all pairs of voxels say', (mm) => {
    const grown = segment.labels.slice();
    applyPatch(grown, growSegment(segment, mm));
    const isNear = near(segment, affine, mm, true);
    expect([...grown].map((label) => label === 2)).toEqual(isNear);
    const shrunk = segment.labels.slice();
    applyPatch(shrunk, growSegment(segment, -mm));
    const isOutside = near(segment, affine, mm, false);
    expect([...shrunk].map((label) => label === 2)).toEqual(
      [...segment.labels].map((label, n) => label === 2 && !isOutside[n]),
    );
    expect(grown.includes(0)).toBe(true);
  });

  it.each([
    [0, 1],
    [0, 2],
    [1, 2],
  ])('measures distances in the plane of axes %i and %i as all pairs of voxels say', (a, b) => {
    const [nx, ny] = [shapeIjk[a], shapeIjk[b]];
    const mask = Uint8Array.from({ length: nx * ny }, (_, n) => Number(((n * 7919) % 101) % 23 === 0));
    const plane = shearedPlane(segment.sheared, a, b);
    // Of a tilted gantry's axes only j and k are not at right angles.
    if (!plane) return expect([a, b]).not.toEqual([1, 2]);
    for (const target of [0, 1] as const) {
      const squares = shearedSquaredDistances(mask, [nx, ny], plane, target);
      squares.forEach((square, n) => {
        const all = [...mask].map((voxel, m) => {
          const step: [number, number, number] = [0, 0, 0];
          step[a] = (n % nx) - (m % nx);
          step[b] = Math.floor(n / nx) - Math.floor(m / nx);
          return voxel === target ? squaredMm(affine, step) : Infinity;
        });
        expect(square).toBeCloseTo(Math.min(...all), 4);
      });
    }
  });

  it('fills the slice between two by the sum of their distances in the patient', () => {
    const drawn = { ...segment, labels: new Uint8Array(segment.labels.length) };
    const isDrawn = (i: number, j: number, k: number) =>
      (j === 8 && i >= 4 && i <= 12 && k >= 3 && k <= 8) ||
      (j === 10 && i >= 7 && i <= 16 && k >= 5 && k <= 11);
    forEachVoxel(([i, j, k], n) => isDrawn(i, j, k) && (drawn.labels[n] = 2));
    const filled = drawn.labels.slice();
    applyPatch(filled, interpolateSlices(drawn, 1));
    const signed = (i: number, j: number, k: number) => {
      const inside = isDrawn(i, j, k);
      let nearest = Infinity;
      // One voxel around all that is drawn, as far as the grid goes.
      for (let z = 2; z <= 12; z++)
        for (let x = 3; x <= 17; x++)
          if (isDrawn(x, j, z) !== inside) nearest = Math.min(nearest, squaredMm(affine, [i - x, 0, k - z]));
      return (inside ? 1 : -1) * Math.sqrt(nearest);
    };
    let count = 0;
    for (let k = 2; k <= 12; k++)
      for (let i = 3; i <= 17; i++) {
        const isIn = (signed(i, 8, k) + signed(i, 10, k)) / 2 > 1e-5;
        expect(filled[offset(i, 9, k)] === 2, `${i} ${k}`).toBe(isIn);
        count += Number(isIn);
      }
    expect(count).toBeGreaterThan(20);
  });

  it('has a Gaussian that is round in the patient', () => {
    const [mm, sigmaMm] = [shearedAxes(affine)!, 1.6];
    const values = new Float32Array(segment.labels.length);
    const centre: Vec3 = [10, 10, 6];
    values[offset(...centre)] = 1;
    shearedBlur(values, shapeIjk, mm, sigmaMm);
    const moments = [0, 1, 2].map(() => [0, 0, 0]);
    let sum = 0;
    forEachVoxel((position, n) => {
      const [i, j, k] = position.map((at, axis) => at - centre[axis]);
      const ras = [0, 4, 8].map((r) => affine[r] * i + affine[r + 1] * j + affine[r + 2] * k);
      sum += values[n];
      for (const a of [0, 1, 2]) for (const b of [0, 1, 2]) moments[a][b] += values[n] * ras[a] * ras[b];
    });
    expect(sum).toBeCloseTo(1, 2);
    const variance = sigmaMm * sigmaMm;
    for (const a of [0, 1, 2])
      for (const b of [0, 1, 2])
        expect(Math.abs(moments[a][b] - (a === b ? variance : 0))).toBeLessThan(0.05 * variance);
  });

  it('smooths as weights of all pairs of voxels do, but for some of the border, and keeps the volume', () => {
    const sigmaMm = 1.6;
    const blurred = new Float64Array(segment.labels.length);
    const inside: Vec3[] = [];
    forEachVoxel((position, n) => segment.labels[n] === 2 && inside.push(position));
    forEachVoxel(([i, j, k], n) => {
      for (const [x, y, z] of inside)
        blurred[n] += Math.exp(-squaredMm(affine, [i - x, j - y, k - z]) / (2 * sigmaMm * sigmaMm));
    });
    const level = [...blurred].sort((a, b) => b - a)[inside.length - 1];
    const smoothed = segment.labels.slice();
    const { patch, mlBefore, mlAfter } = smoothSegment(segment, sigmaMm);
    applyPatch(smoothed, patch);
    const differ = smoothed.reduce(
      (count, label, n) => count + Number((label === 2) !== blurred[n] >= level),
      0,
    );
    const changed = segment.labels.reduce((count, label, n) => count + Number(label !== smoothed[n]), 0);
    expect(changed).toBeGreaterThan(50);
    expect(differ).toBeLessThan(0.02 * inside.length);
    const det = Math.abs(
      affine[0] * (affine[5] * affine[10] - affine[6] * affine[9]) -
        affine[1] * (affine[4] * affine[10] - affine[6] * affine[8]) +
        affine[2] * (affine[4] * affine[9] - affine[5] * affine[8]),
    );
    expect(mlBefore).toBeCloseTo((inside.length * det) / 1000, 6);
    expect(Math.abs(mlAfter / mlBefore - 1)).toBeLessThan(0.005);
  });
});

it('takes axes at right angles for what they are, whatever their order and directions', () => {
  expect(shearedAxes([0, -0.7, 0, 3, 0.7, 0, 0, 1, 0, 0, -5, 2])).toBeUndefined();
  expect(shearedAxes([0.7, 1e-6, 0, 3, 0, 0.7, 0, 1, 0, 0, 5, 2])).toBeUndefined();
});

it('takes a covariance apart: along the axes where that is all, else along steps that add up to it', () => {
  const diagonal = latticeDirections({ ii: 4, jj: 3, kk: 0.25, ij: 0, ik: 0, jk: 0 });
  expect(diagonal.map(({ variance }) => variance)).toEqual([4, 3, 0.25]);
  for (const [, affine] of affines) {
    const wanted = inverseMetric(shearedAxes(affine)!);
    const parts = latticeDirections(wanted);
    const sum = (a: number, b: number) =>
      parts.reduce((total, { step, variance }) => total + variance * step[a] * step[b], 0);
    expect([sum(0, 0), sum(0, 1), sum(0, 2), sum(1, 1), sum(1, 2), sum(2, 2)]).toEqual(
      [wanted.ii, wanted.ij, wanted.ik, wanted.jj, wanted.jk, wanted.kk].map((n) => expect.closeTo(n, 10)),
    );
    for (const { variance } of parts) expect(variance).toBeGreaterThan(0);
  }
});
