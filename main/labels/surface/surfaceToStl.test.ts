import { describe, expect, it } from 'vitest';
import type { Surface } from '../../contract/labels.ts';
import { surfaceToStl } from './surfaceToStl.ts';

/** A tetrahedron with an edge along each axis of the patient. */
const tetrahedron: Surface = {
  positionsRas: Float32Array.from([1, 2, 3, 11, 2, 3, 1, 12, 3, 1, 2, 13]),
  normalsRas: new Float32Array(12),
  triangles: Uint32Array.from([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]),
};

describe('surfaceToStl', () => {
  const bytes = surfaceToStl(tetrahedron, 'Spleen – left');
  const view = new DataView(bytes.buffer);
  const triple = (at: number) => [0, 4, 8].map((offset) => view.getFloat32(at + offset, true));

  it('has 80 bytes that name the frame, the number of triangles, 50 bytes for each', () => {
    const header = new TextDecoder().decode(bytes.subarray(0, 80)).replace(/\0+$/, '');
    expect(header).toMatch(/^Volscope surface\. SPACE=LPS Spleen {2}left$/);
    expect(view.getUint32(80, true)).toBe(4);
    expect(bytes.length).toBe(84 + 4 * 50);
  });

  it('has vertices in LPS and outward normals that agree with the order of the vertices', () => {
    expect(triple(84 + 12)).toEqual([-1, -2, 3]);
    expect(triple(84 + 24)).toEqual([-1, -12, 3]);
    expect(triple(84 + 36)).toEqual([-11, -2, 3]);
    // The first triangle lies at the bottom, z = 3: outwards is down.
    triple(84).forEach((value, axis) => expect(value).toBeCloseTo([0, 0, -1][axis], 6));
  });

  it('keeps its header within 80 bytes', () => {
    const long = surfaceToStl(tetrahedron, 'x'.repeat(200));
    expect(new DataView(long.buffer).getUint32(80, true)).toBe(4);
  });
});
