import { beforeAll, expect, it } from 'vitest';
import { gridOf, lps } from '../geometry/testing.ts';
import { useCompare } from '../stores/compare.ts';
import { toOpenScan, useScan } from '../stores/scan.ts';
import { switchViews, useViews } from '../stores/views.ts';
import { shownPlane } from './pointedPlane.ts';

const info = { scanId: 'a', grid: gridOf(lps) } as Parameters<typeof toOpenScan>[0];

beforeAll(() => {
  useScan.setState({ scan: toOpenScan(info, new Int16Array(0)) });
  switchViews(null, 'a', info.grid);
});

it('the pointer over a plane changes nothing of the comparison: the 3D picture came to no rest under it', () => {
  let changes = 0;
  const stop = useCompare.subscribe(() => (changes += 1));
  shownPlane('axial')?.hover([3, 4, 5]);
  shownPlane('axial')?.hover([-30, 4, 5]);
  stop();
  expect(changes).toBe(0);
  expect(useViews.getState().pointerIjk).toBeNull();
});

it('slices that are asked for beyond the scan are its last ones', () => {
  shownPlane('axial')?.showSlice(99);
  expect(shownPlane('axial')?.slice).toBe(19);
});
