import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelBlock, Surface } from '../../contract/labels.ts';
import type { Affine, Grid, Vec3 } from '../../contract/geometry.ts';
import { affineDeterminant, applyAffine, multiplyAffines } from '../../volume/affine.ts';
import { cutBlock, wholeBox } from '../block.ts';
import { keepLargestComponent } from '../largestComponent.ts';
import { count, maskOf, referenceRestored, smallMasks, type SmallMask } from '../testing.ts';
import { boundaryMesh } from './boundaryMesh.ts';
import { labelSurface } from './labelSurface.ts';

const identity: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Edges (as "from>to") of which the mesh does not have exactly one in each direction. */
function openEdges(triangles: ArrayLike<number>, size = 3): string[] {
  const sides = new Map<string, number>();
  for (let n = 0; n < triangles.length; n += size)
    for (let side = 0; side < size; side++) {
      const edge = `${triangles[n + side]}>${triangles[n + ((side + 1) % size)]}`;
      sides.set(edge, (sides.get(edge) ?? 0) + 1);
    }
  return [...sides]
    .filter(([edge, times]) => {
      const [from, to] = edge.split('>');
      return times !== 1 || sides.get(`${to}>${from}`) !== 1;
    })
    .map(([edge]) => edge);
}

/** By the divergence theorem; positive where the triangles turn outwards. */
function enclosedVolume({ positionsRas: p, triangles }: Surface): number {
  let volume = 0;
  const at = (vertex: number) => [0, 1, 2].map((axis) => p[3 * vertex + axis] - p[axis]);
  for (let n = 0; n < triangles.length; n += 3) {
    const [a, b, c] = [at(triangles[n]), at(triangles[n + 1]), at(triangles[n + 2])];
    volume += a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]);
    volume += a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return volume / 6;
}

function surfaceOf({ mask, shapeIjk }: SmallMask, affineIjkToRas: Affine = identity): Surface {
  return labelSurface(cutBlock(mask, shapeIjk, wholeBox(shapeIjk)), { shapeIjk, affineIjkToRas });
}

function bounds(positions: Float32Array): { low: number[]; high: number[] } {
  const axes = [0, 1, 2].map((axis) => [...positions].filter((_, n) => n % 3 === axis));
  return { low: axes.map((x) => Math.min(...x)), high: axes.map((x) => Math.max(...x)) };
}

const ball = (radius: number) =>
  maskOf([30, 30, 30], (i, j, k) => Math.hypot(i - 14.5, j - 14.5, k - 14.5) <= radius);

describe('boundaryMesh', () => {
  it('is closed and encloses the voxels, whatever the mask', () => {
    fc.assert(
      fc.property(smallMasks(6), ({ mask, shapeIjk }) => {
        const { positions, quads, triangles } = boundaryMesh(mask, shapeIjk);
        const split: number[] = [...triangles];
        for (let n = 0; n < quads.length; n += 4) {
          const [a, b, c, d] = quads.subarray(n, n + 4);
          split.push(a, b, c, a, c, d);
        }
        expect(openEdges(split)).toEqual([]);
        const surface = {
          positionsRas: positions,
          normalsRas: positions,
          triangles: Uint32Array.from(split),
        };
        if (split.length > 0) expect(enclosedVolume(surface)).toBeCloseTo(count(mask), 3);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps apart two columns that share an edge between two plates', () => {
    // Four faces meet along the middle edge, and at both of its ends they belong to one ring.
    const plates = maskOf([2, 2, 3], (i, j, k) => k !== 1 || i === j);
    const mesh = boundaryMesh(plates.mask, plates.shapeIjk);
    expect(mesh.triangles.length).toBeGreaterThan(0);
    expect(openEdges(surfaceOf(plates).triangles)).toEqual([]);
  });
});

describe('labelSurface', () => {
  it('is a closed surface, also of noise', () => {
    fc.assert(
      fc.property(smallMasks(6), (small) => {
        const { positionsRas, normalsRas, triangles } = surfaceOf(small);
        expect(openEdges(triangles)).toEqual([]);
        expect([...positionsRas, ...normalsRas].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('encloses the volume of a ball within 2 %, with normals along its radii', () => {
    const small = ball(11);
    const { positionsRas, normalsRas, triangles } = surfaceOf(small);
    expect(enclosedVolume({ positionsRas, normalsRas, triangles }) / count(small.mask)).toBeCloseTo(1, 1.7);
    for (let n = 0; n < positionsRas.length; n += 3) {
      const radius = [0, 1, 2].map((axis) => positionsRas[n + axis] - 14.5);
      const cosine =
        radius.reduce((sum, x, axis) => sum + x * normalsRas[n + axis], 0) / Math.hypot(...radius);
      expect(cosine).toBeGreaterThan(0.9);
      expect(Math.abs(Math.hypot(...radius) - 11)).toBeLessThan(0.8);
    }
  });

  it('encloses the volume of a box within 2 %', () => {
    const small = maskOf([24, 20, 16], (i, j, k) => i > 1 && i < 22 && j > 2 && j < 18 && k > 1 && k < 14);
    expect(Math.abs(enclosedVolume(surfaceOf(small)) / count(small.mask) - 1)).toBeLessThan(0.02);
  });

  it('keeps the volume of what is a few voxels small or thin', () => {
    const shapes = {
      voxel: maskOf([3, 3, 3], (i, j, k) => i === 1 && j === 1 && k === 1),
      vessel: maskOf([40, 3, 3], (i, j, k) => i > 0 && i < 39 && j === 1 && k === 1),
      slice: maskOf([20, 20, 1], (i, j) => Math.hypot(i - 10, j - 10) < 8),
      diagonal: maskOf([9, 9, 9], (i, j, k) => i === j && j === k),
    };
    for (const small of Object.values(shapes))
      expect(Math.abs(enclosedVolume(surfaceOf(small)) / count(small.mask) - 1)).toBeLessThan(0.02);
  });

  it('leaves a body as smooth as it is alone beside what is thin, and loses neither', () => {
    const body = (i: number, j: number, k: number) => Math.hypot(i - 20, j - 14, k - 14) <= 11;
    const stroke = (i: number, j: number, k: number) => i > 34 && i < 48 && j > 4 && j < 24 && k === 14;
    const alone = surfaceOf(maskOf([50, 30, 30], body));
    const both = maskOf([50, 30, 30], (i, j, k) => body(i, j, k) || stroke(i, j, k));
    const beside = surfaceOf(both);
    const ofBody = (surface: Surface) =>
      Array.from({ length: surface.positionsRas.length / 3 }, (_, n) => [
        ...surface.positionsRas.subarray(3 * n, 3 * n + 3),
      ])
        .filter(([x]) => x < 33)
        .map((position) => position.map((x) => x.toFixed(4)).join());
    expect(ofBody(beside)).toEqual(ofBody(alone));
    expect(enclosedVolume(beside) - enclosedVolume(alone)).toBeGreaterThan(0.97 * 13 * 19);
  });

  it('lies where the mask lies and turns outwards for LPS, RAS, sagittal-first and oblique grids', () => {
    const radians = 0.3;
    const turned: Affine = [
      ...[Math.cos(radians), -Math.sin(radians), 0, 5],
      ...[Math.sin(radians), Math.cos(radians), 0, 0],
      ...[0, 0, 1, 0],
      ...[0, 0, 0, 1],
    ];
    const affines: Record<string, Affine> = {
      RAS: [0.8, 0, 0, -90, 0, 0.9, 0, -120, 0, 0, 2.5, -300, 0, 0, 0, 1],
      LPS: [-0.8, 0, 0, 90, 0, -0.9, 0, 120, 0, 0, 2.5, -300, 0, 0, 0, 1],
      LAS: [-0.8, 0, 0, 90, 0, 0.9, 0, -120, 0, 0, 2.5, -300, 0, 0, 0, 1],
      'sagittal first': [0, 0, 2.5, -60, 0.8, 0, 0, -90, 0, 0.9, 0, 12, 0, 0, 0, 1],
    };
    affines.oblique = multiplyAffines(turned, affines.LAS);
    const small = ball(9);
    const block = cutBlock(small.mask, small.shapeIjk, { start: [5, 4, 5], end: [25, 26, 25] });
    for (const affineIjkToRas of Object.values(affines)) {
      const surface = labelSurface(block, { shapeIjk: small.shapeIjk, affineIjkToRas });
      const expected = count(small.mask) * Math.abs(affineDeterminant(affineIjkToRas));
      expect(enclosedVolume(surface) / expected).toBeCloseTo(1, 1.7);
      const { low, high } = bounds(surface.positionsRas);
      const centre = applyAffine(affineIjkToRas, [14.5, 14.5, 14.5]);
      low.forEach((mm, axis) => expect((mm + high[axis]) / 2).toBeCloseTo(centre[axis], 1));
      const { positionsRas: p, normalsRas: normals } = surface;
      for (let n = 0; n < p.length; n += 3) {
        const outwards = [0, 1, 2].reduce((sum, a) => sum + (p[n + a] - centre[a]) * normals[n + a], 0);
        expect(outwards).toBeGreaterThan(0);
      }
    }
  });

  it('is closed and true to the volume of the reference mask', () => {
    const { mask, shapeIjk, affineIjkToRas } = referenceRestored();
    const grid: Grid = { shapeIjk, affineIjkToRas };
    const { voxels, box } = keepLargestComponent(mask, shapeIjk);
    const block: LabelBlock = cutBlock(mask, shapeIjk, box!);
    const surface = labelSurface(block, grid);
    expect(openEdges(surface.triangles)).toEqual([]);
    const expected = voxels * Math.abs(affineDeterminant(affineIjkToRas));
    expect(Math.abs(enclosedVolume(surface) / expected - 1)).toBeLessThan(0.02);
    const corners: Vec3[] = [box!.start, box!.end];
    const [a, b] = corners.map((corner) => applyAffine(affineIjkToRas, corner));
    const { low, high } = bounds(surface.positionsRas);
    low.forEach((mm, axis) => expect(mm).toBeGreaterThan(Math.min(a[axis], b[axis]) - 5));
    high.forEach((mm, axis) => expect(mm).toBeLessThan(Math.max(a[axis], b[axis]) + 5));
  });

  it('is empty for an empty mask', () => {
    const surface = surfaceOf({ shapeIjk: [0, 0, 0], mask: new Uint8Array(0) });
    expect(surface.triangles.length).toBe(0);
    expect(surface.positionsRas.length).toBe(0);
  });
});
