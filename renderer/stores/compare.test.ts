import { beforeEach, describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../../main/contract/geometry.ts';
import { voxelToRas } from '../geometry/grid.ts';
import { mmPerPixel } from '../geometry/paneMap.ts';
import { affineFrom, gridOf, lps } from '../geometry/testing.ts';
import {
  comparedView,
  comparedWindow,
  dropOffset,
  followCrosshair,
  isOutside,
  linkScans,
  linkWindows,
  moveCompared,
  setComparedView,
  setComparedWindow,
  useCompare,
} from './compare.ts';
import { changingPlaces, endComparison, startComparing, toggleComparing } from './comparison.ts';
import { layoutOf, useLayout } from './layout.ts';
import { toOpenScan, useScan } from './scan.ts';
import { moveCrosshair, setPlaneView, showSlice, switchViews, useViews } from './views.ts';

/** Half the slices' distance of the LPS scan, counted from the head, and 14 slices more at either end. */
const fine = affineFrom([0.8, 0, 0], [0, -0.8, 0], [0, 0, -1.5], [168.8, 180, -322]);

const open = (scanId: string, affine: Affine, shapeIjk: Vec3) => {
  const info = { scanId, name: `${scanId}.nii`, grid: gridOf(affine, shapeIjk) };
  return toOpenScan(info as Parameters<typeof toOpenScan>[0], new Int16Array(0));
};
const shown = open('shown', lps, [40, 30, 20]);
const other = open('other', fine, [40, 30, 67]);
const size = { width: 300, height: 400 };

const shownMm = () => voxelToRas(lps, useViews.getState().crosshairIjk)[2];
const otherMm = () => voxelToRas(fine, useCompare.getState().positionIjk)[2];

describe('two scans beside each other', () => {
  beforeEach(() => {
    useScan.setState({ scans: [shown, other], scan: shown });
    switchViews(null, 'shown', shown.info.grid);
    useCompare.setState({ paneSize: size, windowLinked: false });
    moveCrosshair(shown.info.grid, [20, 15, 10]);
    startComparing('other', 'axial');
    return followCrosshair();
  });

  it('shows the same place, whichever of the two is moved', () => {
    expect(otherMm()).toBeCloseTo(shownMm());
    showSlice(shown.info.grid, 2, 4);
    expect(otherMm()).toBeCloseTo(shownMm());
    const [i, j] = useCompare.getState().positionIjk;
    moveCompared([i, j, 30]);
    // Of the coarser one the nearest slice; the finer one stays where it was put.
    expect(useCompare.getState().positionIjk).toEqual([i, j, 30]);
    expect(Math.abs(otherMm() - shownMm())).toBeLessThanOrEqual(1.5);
  });

  it('keeps how far the two were moved apart while they were not linked, until told otherwise', () => {
    linkScans(false);
    showSlice(shown.info.grid, 2, 14);
    expect(otherMm()).toBeCloseTo(shownMm() - 12);
    linkScans(true);
    expect(useCompare.getState().offsetRas[2]).toBeCloseTo(-12);
    showSlice(shown.info.grid, 2, 12);
    expect(otherMm()).toBeCloseTo(shownMm() - 12);
    linkScans(false);
    linkScans(true);
    expect(useCompare.getState().offsetRas[2]).toBeCloseTo(-12);
    dropOffset();
    expect(otherMm()).toBeCloseTo(shownMm());
  });

  it('moves and enlarges both by as many mm', () => {
    const mm = () => [
      mmPerPixel(shown.info.grid, shown.planes.axial, useViews.getState().planeViews.axial, size),
      mmPerPixel(other.info.grid, other.planes.axial, comparedView(), size),
    ];
    setPlaneView('axial', { zoom: 2, panMm: [10, 5] });
    expect(mm()[0]).toBeCloseTo(mm()[1]!);
    const { zoom, panMm } = comparedView();
    setComparedView({ zoom: zoom * 1.5, panMm: [panMm[0] + 3, panMm[1]] });
    expect(useViews.getState().planeViews.axial.zoom).toBeCloseTo(3);
    expect(useViews.getState().planeViews.axial.panMm[0]).toBeCloseTo(13);
    linkScans(false);
    setPlaneView('axial', { zoom: 1, panMm: [0, 0] });
    expect(comparedView().zoom).toBeCloseTo(zoom * 1.5);
  });

  it('says which of the two has no such place', () => {
    moveCompared([0, 0, 66]);
    expect(useCompare.getState().shownIsOutside).toBe(true);
    expect(isOutside()).toBe(false);
    showSlice(shown.info.grid, 2, 10);
    expect(useCompare.getState().shownIsOutside).toBe(false);
    linkScans(false);
    moveCompared([0, 0, 66]);
    linkScans(true);
    showSlice(shown.info.grid, 2, 0);
    expect(isOutside()).toBe(true);
  });

  it('has a window each, or one for both', () => {
    setComparedWindow({ width: 1500, level: -600 });
    expect(useViews.getState().window.level).toBe(40);
    linkWindows(true);
    expect(comparedWindow().level).toBe(40);
    setComparedWindow({ width: 150, level: 90 });
    expect(useViews.getState().window.level).toBe(90);
    linkWindows(false);
    expect(comparedWindow().level).toBe(90);
  });

  it('changes places, and ends with either scan', () => {
    const after = changingPlaces(shown, other);
    switchViews('shown', 'other', other.info.grid);
    useScan.setState({ scan: other });
    after?.();
    expect(useLayout.getState().compared).toEqual({ scanId: 'shown', plane: 'axial' });
    expect(voxelToRas(lps, useCompare.getState().positionIjk)[2]).toBeCloseTo(
      voxelToRas(fine, useViews.getState().crosshairIjk)[2],
    );
    expect(endComparison('other')).toBe(shown);
    expect(layoutOf(useLayout.getState())).toBe('four');
    toggleComparing();
    expect(layoutOf(useLayout.getState())).toBe('compare');
    expect(endComparison('shown')).toBeNull();
    expect(useLayout.getState().compared).toBeNull();
  });
});
