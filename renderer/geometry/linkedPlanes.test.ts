import { describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../../main/contract/geometry.ts';
import { rasToVoxel, voxelToRas } from './grid.ts';
import { carryView, carryVoxel } from './linkedPlanes.ts';
import { mmPerPixel, paneMap, voxelToPane } from './paneMap.ts';
import { planesOf } from './planes.ts';
import { gridOf, lps, oblique, orientations, psl } from './testing.ts';
import { negate } from './vec3.ts';

const size = { width: 640, height: 480 };
const sceneOf = (affine: Affine, shape?: Vec3) => ({
  grid: gridOf(affine, shape),
  plane: planesOf(affine).axial,
});
const close = (a: readonly number[], b: readonly number[], digits = 6) =>
  a.forEach((value, n) => expect(value).toBeCloseTo(b[n]!, digits));

describe('linked planes', () => {
  it.each(orientations)('a position of a %s grid is found in its voxels', (_, affine) => {
    close(rasToVoxel(affine, voxelToRas(affine, [3.5, 7, 11])), [3.5, 7, 11]);
  });

  it.each(orientations)('a place of an LPS scan is the same patient position in a %s one', (_, affine) => {
    const ijk = carryVoxel(gridOf(lps), [10, 12, 4], gridOf(affine), [1, -2, 3]);
    const [x, y, z] = voxelToRas(lps, [10, 12, 4]);
    close(voxelToRas(affine, ijk), [x + 1, y - 2, z + 3]);
  });

  it('shows the same place of scans of other spacing, order and shape at the same pixel and size', () => {
    const view = { panMm: [12, -7], zoom: 1.7 } as const;
    const from = { ...sceneOf(lps), view, ijk: [10, 12, 4] as Vec3 };
    const scene = sceneOf(psl, [60, 22, 9]);
    const to = { ...scene, ijk: carryVoxel(from.grid, from.ijk, scene.grid, [0, 0, 0]) };
    const carried = carryView(from, to, size, [0, 0, 0], from.plane.awayRas);
    expect(mmPerPixel(to.grid, to.plane, carried, size)).toBeCloseTo(
      mmPerPixel(from.grid, from.plane, view, size),
    );
    const [here, there] = [
      paneMap(from.grid, from.plane, view, size),
      paneMap(to.grid, to.plane, carried, size),
    ];
    for (const ijk of [from.ijk, [30, 2, 4]] as Vec3[])
      close(voxelToPane(here, ijk), voxelToPane(there, carryVoxel(from.grid, ijk, to.grid, [0, 0, 0])));
  });

  it('leads there and back, in a tilted scan too, with an offset', () => {
    const from = { ...sceneOf(lps), view: { panMm: [12, -7], zoom: 1.7 } as const, ijk: [10, 12, 4] as Vec3 };
    const offset: Vec3 = [0, 4, 25];
    const scene = sceneOf(oblique);
    const to = { ...scene, ijk: carryVoxel(from.grid, from.ijk, scene.grid, offset) };
    const along = from.plane.awayRas;
    const there = { ...to, view: carryView(from, to, size, offset, along) };
    const back = carryView(there, from, size, negate(offset), along);
    expect(back.zoom).toBeCloseTo(1.7);
    close(back.panMm, [12, -7]);
  });
});
