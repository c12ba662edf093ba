import { NodeIO } from '@gltf-transform/core';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../contract/geometry.ts';
import { maskOf } from '../testing.ts';
import { segmentSurface } from './segmentSurface.ts';
import type { NamedSurface } from './namedSurface.ts';
import { surfacesToGlb } from './surfacesToGlb.ts';
import { surfacesToObj } from './surfacesToObj.ts';

const { mask, shapeIjk } = maskOf([16, 14, 9], (i, j, k) => Math.hypot(i - 7, j - 6, 2 * (k - 4)) < 5);
const labels = mask.map((voxel, n) => (voxel === 0 ? 0 : n % 16 < 8 ? 4 : 9));
const grid: Grid = {
  shapeIjk,
  affineIjkToRas: [-0.9, 0, 0, 80, 0, -0.9, 0, 60, 0, 0, 2.5, -300, 0, 0, 0, 1],
};
const surfaces: NamedSurface[] = [
  { surface: segmentSurface(labels, grid, 4), name: 'Leber\n(links)', colour: '#ff8000' },
  { surface: segmentSurface(labels, grid, 9), name: 'Spleen', colour: '#336699' },
];

describe('surfacesToObj', () => {
  const lines = new TextDecoder().decode(surfacesToObj(surfaces)).trimEnd().split('\n');
  const numbers = (mark: string) =>
    lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.split(' ').slice(1));

  it('holds every vertex in LPS with its normal and colour', () => {
    const [vertices, normals] = [numbers('v'), numbers('vn')];
    let at = 0;
    for (const { surface, colour } of surfaces)
      for (let n = 0; n < surface.positionsRas.length; n += 3, at++) {
        const [x, y, z] = surface.positionsRas.subarray(n, n + 3);
        [-x, -y, z].forEach((mm, axis) => expect(Number(vertices[at][axis])).toBeCloseTo(mm, 3));
        const [nx, ny, nz] = surface.normalsRas.subarray(n, n + 3);
        [-nx, -ny, nz].forEach((part, axis) => expect(Number(normals[at][axis])).toBeCloseTo(part, 4));
        expect(vertices[at].slice(3)).toEqual(
          colour === '#ff8000' ? ['1.000', '0.502', '0.000'] : ['0.200', '0.400', '0.600'],
        );
      }
    expect(vertices.length).toBe(at);
    expect(normals.length).toBe(at);
  });

  it('counts the vertices of the second object after those of the first', () => {
    expect(lines.filter((line) => line.startsWith('o '))).toEqual(['o Leber (links)', 'o Spleen']);
    const corners = numbers('f').map((face) => face.map((corner) => corner.split('//').map(Number)));
    const [first, second] = surfaces.map(({ surface }) => surface);
    const offset = first.positionsRas.length / 3;
    const expected = [...first.triangles, ...second.triangles.map((vertex) => vertex + offset)];
    expect(corners.flat()).toEqual(expected.map((vertex) => [vertex + 1, vertex + 1]));
  });
});

describe('surfacesToGlb', () => {
  it('reads back as metres with y up, facing +z, with names, normals and linear colours', async () => {
    const empty = { ...surfaces[0], surface: segmentSurface(labels, grid, 77) };
    const document = await new NodeIO().readBinary(await surfacesToGlb([empty, ...surfaces]));
    const nodes = document.getRoot().listNodes();
    expect(nodes.map((node) => node.getName())).toEqual(surfaces.map(({ name }) => name));
    surfaces.forEach(({ surface }, n) => {
      const [primitive] = nodes[n].getMesh()!.listPrimitives();
      const positions = primitive.getAttribute('POSITION')!.getArray()!;
      const normals = primitive.getAttribute('NORMAL')!.getArray()!;
      expect(positions.length).toBe(surface.positionsRas.length);
      for (let at = 0; at < positions.length; at += 3) {
        const [r, a, s] = surface.positionsRas.subarray(at, at + 3);
        [-r, s, a].forEach((mm, axis) => expect(positions[at + axis] * 1000).toBeCloseTo(mm, 3));
        const [nr, na, ns] = surface.normalsRas.subarray(at, at + 3);
        expect([...normals.subarray(at, at + 3)]).toEqual([-nr, ns, na]);
      }
      expect(primitive.getIndices()!.getArray()).toEqual(surface.triangles);
    });
    const factor = nodes[0].getMesh()!.listPrimitives()[0].getMaterial()!.getBaseColorFactor();
    [1, 0.21586, 0, 1].forEach((part, n) => expect(factor[n]).toBeCloseTo(part, 4));
  });
});
