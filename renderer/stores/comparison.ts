import { clampToGrid } from '../geometry/grid.ts';
import { fittedView } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { negate } from '../geometry/vec3.ts';
import { comparedView, comparedWindow, follow, pair, planeInUse, useCompare } from './compare.ts';
import { useLayout } from './layout.ts';
import { findScan, useScan, type OpenScan } from './scan.ts';
import { keepViews, keptViewsOf, useViews } from './views.ts';

/** Shows another open scan beside the one on show, both in one plane and at the same place. */
export function startComparing(scanId: string, plane = planeInUse()): void {
  const { scan } = useScan.getState();
  const other = findScan(scanId);
  if (!scan || !other || scan === other) return;
  const { window, planeViews } = keptViewsOf(scanId, other.info.grid);
  useCompare.setState({
    ...{ window, view: planeViews[plane], linked: true, offsetRas: [0, 0, 0] },
    ...{ active: false, pointerIjk: null },
  });
  useLayout.setState({ compared: { scanId, plane } });
  useViews.setState({ activePane: plane });
  follow();
}

/** Compares the scan on show with the next open one, or stops comparing. */
export function toggleComparing(): void {
  const { scans, scan } = useScan.getState();
  if (useLayout.getState().compared) return stopComparing();
  const after = scans.indexOf(scan!) + 1;
  const next = [...scans.slice(after), ...scans.slice(0, after)].find((other) => other !== scan);
  if (next) startComparing(next.info.scanId, comparablePlane());
}

/** Shows both scans in another plane. */
export function compareInPlane(plane: PlaneName): void {
  const { compared } = useLayout.getState();
  if (!compared) return;
  useCompare.setState(({ offsetRas }) => ({ view: fittedView, restRas: offsetRas }));
  useLayout.setState({ compared: { ...compared, plane } });
  useViews.setState({ activePane: plane });
}

/** The plane that was last looked at. */
function comparablePlane() {
  const { activePane } = useViews.getState();
  return activePane === '3d' ? 'axial' : activePane;
}

export function stopComparing(): void {
  useLayout.setState({ compared: null });
}

/** The scan on show is another: what is beside it shows the same place of that one. */
export function compareAnew(): void {
  if (!pair()) return stopComparing();
  useCompare.setState({ offsetRas: [0, 0, 0], linked: true });
  follow();
}

/**
 * To be asked before another scan comes on show.
 *
 * @returns what is to be done after it has, where the scan on show and the one beside it change places; else null
 */
export function changingPlaces(from: OpenScan, to: OpenScan): (() => void) | null {
  const both = pair();
  if (both?.other !== to) return null;
  keepComparedView();
  const plane = planeInUse();
  const { planeViews, window, crosshairIjk } = useViews.getState();
  const { offsetRas } = useCompare.getState();
  return () => {
    useLayout.setState({ compared: { scanId: from.info.scanId, plane } });
    useCompare.setState({
      ...{ positionIjk: crosshairIjk, view: planeViews[plane], window, offsetRas: negate(offsetRas) },
      ...{ shownIsOutside: false, active: false, pointerIjk: null },
    });
  };
}

/** One of the scans is being closed. @returns the one that was beside it, where it was compared and on show */
export function endComparison(scanId: string): OpenScan | null {
  const both = pair();
  if (!both) return null;
  const { shown, other } = both;
  if (scanId !== shown.info.scanId && scanId !== other.info.scanId) return null;
  if (scanId === shown.info.scanId) keepComparedView();
  stopComparing();
  return scanId === shown.info.scanId ? other : null;
}

/** The other scan's pane becomes the scan's own view, for when it comes on show. */
function keepComparedView(): void {
  const both = pair();
  if (!both) return;
  const { scanId, grid } = both.other.info;
  const kept = keptViewsOf(scanId, grid);
  keepViews(scanId, {
    ...kept,
    window: comparedWindow(),
    crosshairIjk: clampToGrid(grid, useCompare.getState().positionIjk),
    planeViews: { ...kept.planeViews, [planeInUse()]: comparedView() },
  });
}
