import { describe, expect, it } from 'vitest';
import { voxelStepRas } from './grid.ts';
import { closestVoxelAxes, planesOf } from './planes.ts';
import { affineFrom, lps, oblique, orientations, psl, ras, sheared } from './testing.ts';
import { cross, dot, length, normalise } from './vec3.ts';

describe('closestVoxelAxes', () => {
  it('finds the voxel axis of R, A and S in any storage order', () => {
    expect(closestVoxelAxes(lps)).toEqual([0, 1, 2]);
    expect(closestVoxelAxes(psl)).toEqual([2, 0, 1]);
    expect(closestVoxelAxes(oblique)).toEqual([0, 1, 2]);
  });

  it('gives three different axes where two lie equally close to one direction', () => {
    const turned45 = affineFrom([0.7, 0.7, 0], [-0.7, 0.7, 0], [0, 0, 1]);
    expect([...closestVoxelAxes(turned45)].sort()).toEqual([0, 1, 2]);
  });
});

describe('planesOf', () => {
  it.each([
    ['LPS', lps],
    ['RAS', ras],
    ['PSL', psl],
  ])('shows %s as a radiologist expects it', (_name, affine) => {
    const { axial, coronal, sagittal } = planesOf(affine);
    // The patient's right on the left of the screen; anterior or superior up; in sagittal anterior on the left.
    expect(axial.rightRas).toEqual([-1, 0, 0].map((v) => expect.closeTo(v)));
    expect(axial.upRas).toEqual([0, 1, 0].map((v) => expect.closeTo(v)));
    expect(coronal.rightRas).toEqual([-1, 0, 0].map((v) => expect.closeTo(v)));
    expect(coronal.upRas).toEqual([0, 0, 1].map((v) => expect.closeTo(v)));
    expect(sagittal.rightRas).toEqual([0, -1, 0].map((v) => expect.closeTo(v)));
    expect(sagittal.upRas).toEqual([0, 0, 1].map((v) => expect.closeTo(v)));
  });

  it('counts slices along the stored axis, and knows which way it grows', () => {
    expect(planesOf(lps).axial).toMatchObject({ sliceAxis: 2, sliceSign: 1, rightAxis: 0, upAxis: 1 });
    expect(planesOf(lps).coronal).toMatchObject({ sliceAxis: 1, sliceSign: -1 });
    expect(planesOf(psl).axial).toMatchObject({ sliceAxis: 1, sliceSign: 1, rightAxis: 2, upAxis: 0 });
    expect(planesOf(psl).sagittal).toMatchObject({ sliceAxis: 2, sliceSign: -1 });
  });

  it.each(orientations)('gives every plane of %s a camera at right angles', (_name, affine) => {
    for (const plane of Object.values(planesOf(affine))) {
      expect(length(plane.upRas)).toBeCloseTo(1);
      expect(dot(plane.upRas, plane.rightRas)).toBeCloseTo(0);
      expect(cross(plane.rightRas, plane.upRas).map((v) => -v)).toEqual(
        plane.awayRas.map((v) => expect.closeTo(v)),
      );
      expect(new Set([plane.sliceAxis, plane.rightAxis, plane.upAxis]).size).toBe(3);
    }
  });

  it('looks along the slices of an oblique scan, not along the patient', () => {
    const { axial } = planesOf(oblique);
    expect(axial.upRas).toEqual(normalise(voxelStepRas(oblique, 1)).map((v) => expect.closeTo(-v)));
    expect(axial.awayRas).toEqual(normalise(voxelStepRas(oblique, 2)).map((v) => expect.closeTo(v)));
  });

  it('keeps the in-plane axes of a sheared scan', () => {
    expect(planesOf(sheared).axial.upRas).toEqual([0, 1, 0].map((v) => expect.closeTo(v)));
  });
});
