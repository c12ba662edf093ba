import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centreIjk, gridCornersIjk } from './grid.ts';
import { fittedView, paneMap, paneToVoxel, voxelToPane, zoomAt, type PlaneView } from './paneMap.ts';
import { planeNames, planesOf } from './planes.ts';
import { gridOf, lps, orientations, sheared } from './testing.ts';

const size = { width: 600, height: 400 };

describe('paneMap', () => {
  it.each(orientations)('fits the whole slice of %s into the pane, in its middle', (_name, affine) => {
    const grid = gridOf(affine);
    for (const plane of Object.values(planesOf(affine))) {
      const map = paneMap(grid, plane, fittedView, size);
      expect(voxelToPane(map, centreIjk(grid))).toEqual([expect.closeTo(300), expect.closeTo(200)]);
      for (const corner of gridCornersIjk(grid)) {
        const [x, y] = voxelToPane(map, corner);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(size.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(size.height);
      }
    }
  });

  it('puts the patient’s left on the right and the back at the bottom of the axial plane', () => {
    const map = paneMap(gridOf(lps), planesOf(lps).axial, fittedView, size);
    const [x, y] = voxelToPane(map, [0, 0, 5]);
    const [xLeft, yBack] = voxelToPane(map, [39, 29, 5]);
    expect(xLeft).toBeGreaterThan(x);
    expect(yBack).toBeGreaterThan(y);
  });

  it('is as wide as the patient: a millimetre is as long across as upwards', () => {
    const grid = gridOf(lps);
    const { coronal } = planesOf(lps);
    const map = paneMap(grid, coronal, fittedView, size);
    // 0.8 mm along i, 3 mm along k.
    expect(Math.abs(map.y[2]) / Math.abs(map.x[0])).toBeCloseTo(3 / 0.8);
  });
});

describe('paneToVoxel', () => {
  it('undoes voxelToPane in every plane of every orientation, zoomed and moved', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...orientations),
        fc.constantFrom(...planeNames),
        fc.tuple(fc.double({ min: -5, max: 45 }), fc.double({ min: -5, max: 35 }), fc.nat(19)),
        fc.record({
          zoom: fc.double({ min: 0.2, max: 40 }),
          panMm: fc.tuple(fc.double({ min: -99, max: 99 }), fc.double({ min: -99, max: 99 })),
        }),
        ([, affine], name, [a, b, slice], view) => {
          fc.pre([a, b, view.zoom, ...view.panMm].every(Number.isFinite));
          const plane = planesOf(affine)[name];
          const ijk: [number, number, number] = [0, 0, 0];
          ijk[plane.sliceAxis] = slice;
          ijk[plane.rightAxis] = a;
          ijk[plane.upAxis] = b;
          const map = paneMap(gridOf(affine), plane, view as PlaneView, size);
          const back = paneToVoxel(map, plane, slice, ...voxelToPane(map, ijk));
          for (const axis of [0, 1, 2]) expect(back[axis]).toBeCloseTo(ijk[axis]!, 6);
        },
      ),
    );
  });
});

describe('zoomAt', () => {
  it('keeps the voxel under the pointer where it is', () => {
    const grid = gridOf(sheared);
    const plane = planesOf(sheared).sagittal;
    const before: PlaneView = { zoom: 1.5, panMm: [12, -7] };
    const after = zoomAt(grid, plane, before, size, 2.2, 450, 90);
    const voxel = paneToVoxel(paneMap(grid, plane, before, size), plane, 7, 450, 90);
    const [x, y] = voxelToPane(paneMap(grid, plane, after, size), voxel);
    expect(after.zoom).toBeCloseTo(3.3);
    expect(x).toBeCloseTo(450);
    expect(y).toBeCloseTo(90);
  });
});
