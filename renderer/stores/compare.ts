import { create } from 'zustand';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { windowPresets, type WindowLevel } from '../display/windowPresets.ts';
import { carryView, carryVoxel, middleRas, type PlaneOnShow } from '../geometry/linkedPlanes.ts';
import { fittedView, type PaneSize, type PlaneView } from '../geometry/paneMap.ts';
import { add, negate, subtract } from '../geometry/vec3.ts';
import { useLayout } from './layout.ts';
import { findScan, useScan, type OpenScan } from './scan.ts';
import { moveCrosshair, setPlaneView, useViews } from './views.ts';

/** What is seen of the scan beside the one on show, and how the two go together. */
interface CompareState {
  /** Where the other scan's crosshair is, in its voxels: not rounded, and maybe outside of it. */
  readonly positionIjk: Vec3;
  /** Its own view and window; those on show may follow from the link: `comparedView`, `comparedWindow`. */
  readonly view: PlaneView;
  readonly window: WindowLevel;
  /** Both show the same place at the same size. */
  readonly linked: boolean;
  readonly windowLinked: boolean;
  /** What the other scan's patient positions are apart from those of the scan on show, in mm, while they are linked. */
  readonly offsetRas: Vec3;
  /** How far apart the panes' middles were when the link was let go. */
  readonly restRas: Vec3;
  /** The other scan shows a place that the scan on show does not have. */
  readonly shownIsOutside: boolean;
  /** Of each of the two panes, in CSS pixels. */
  readonly paneSize: PaneSize;
  /** The pointer was last over the other scan: keys act on it. */
  readonly active: boolean;
  /** The voxel of the other scan under the pointer. */
  readonly pointerIjk: Vec3 | null;
}

export const useCompare = create<CompareState>()(() => ({
  positionIjk: [0, 0, 0],
  view: fittedView,
  window: windowPresets[0]!,
  linked: true,
  windowLinked: false,
  offsetRas: [0, 0, 0],
  restRas: [0, 0, 0],
  shownIsOutside: false,
  paneSize: { width: 1, height: 1 },
  active: false,
  pointerIjk: null,
}));

/** The two scans that are compared: the one on show, and the one beside it. */
interface Pair {
  readonly shown: OpenScan;
  readonly other: OpenScan;
}

/** A part of the scan beside the one on show, kept up to date; undefined while none is. */
export function useCompared<T>(select: (scan: OpenScan) => T): T | undefined {
  const scanId = useLayout(({ compared }) => compared?.scanId);
  return useScan(({ scans }) => {
    const other = scans.find(({ info }) => info.scanId === scanId);
    return other && select(other);
  });
}

/** @returns null while none are compared */
export function pair(): Pair | null {
  const { compared } = useLayout.getState();
  const { scan: shown } = useScan.getState();
  const other = compared && findScan(compared.scanId);
  return shown && other ? { shown, other } : null;
}

/** The plane in which they are compared. */
export const planeInUse = () => useLayout.getState().compared?.plane ?? 'axial';

function shownPlane({ shown }: Pair): PlaneOnShow {
  const { planeViews, crosshairIjk } = useViews.getState();
  const name = planeInUse();
  return { grid: shown.info.grid, plane: shown.planes[name], view: planeViews[name], ijk: crosshairIjk };
}

function otherPlane({ other }: Pair): PlaneOnShow {
  const { view, positionIjk } = useCompare.getState();
  return { grid: other.info.grid, plane: other.planes[planeInUse()], view, ijk: positionIjk };
}

/** The other scan's slice and view as the link has them. To be called when the scan on show is another, or has moved. */
export function follow(): void {
  const both = pair();
  const { linked, offsetRas } = useCompare.getState();
  if (!both || !linked) return;
  const { shown, other } = both;
  const { crosshairIjk } = useViews.getState();
  const positionIjk = carryVoxel(shown.info.grid, crosshairIjk, other.info.grid, offsetRas);
  useCompare.setState({ positionIjk, shownIsOutside: false });
}

let leading = false;

/** Has the other scan follow the crosshair of the one on show. @returns ends that */
export function followCrosshair(): () => void {
  return useViews.subscribe((now, before) => {
    if (now.crosshairIjk !== before.crosshairIjk && !leading) follow();
  });
}

/** Moves the crosshair of the other scan, and with it that of the scan on show while they are linked. */
export function moveCompared(ijk: Vec3): void {
  const both = pair();
  if (!both) return;
  useCompare.setState({ positionIjk: ijk });
  const { linked, offsetRas } = useCompare.getState();
  if (!linked) return;
  const { grid } = both.shown.info;
  const there = carryVoxel(both.other.info.grid, ijk, grid, negate(offsetRas));
  leading = true;
  moveCrosshair(grid, there);
  leading = false;
  useCompare.setState({ shownIsOutside: !hasSlice(both.shown, there) });
}

/** The other scan has no slice at the place where its crosshair is. */
export function isOutside(): boolean {
  const both = pair();
  return !!both && !hasSlice(both.other, useCompare.getState().positionIjk);
}

function hasSlice({ info, planes }: OpenScan, ijk: Vec3): boolean {
  const { sliceAxis } = planes[planeInUse()];
  const slice = Math.round(ijk[sliceAxis]!);
  return slice >= 0 && slice < info.grid.shapeIjk[sliceAxis]!;
}

/** How the other scan is moved and enlarged in its pane. */
export function comparedView(): PlaneView {
  const { linked, offsetRas, paneSize, view } = useCompare.getState();
  const both = pair();
  if (!both || !linked) return view;
  const from = shownPlane(both);
  return carryView(from, otherPlane(both), paneSize, offsetRas, from.plane.awayRas);
}

export function setComparedView(view: PlaneView): void {
  const both = pair();
  const { linked, offsetRas, paneSize } = useCompare.getState();
  useCompare.setState({ view });
  if (!both || !linked) return;
  const to = shownPlane(both);
  const from = { ...otherPlane(both), view };
  setPlaneView(planeInUse(), carryView(from, to, paneSize, negate(offsetRas), to.plane.awayRas));
}

export function comparedWindow(): WindowLevel {
  const { windowLinked, window } = useCompare.getState();
  return windowLinked ? useViews.getState().window : window;
}

export function setComparedWindow(window: WindowLevel): void {
  if (useCompare.getState().windowLinked) useViews.setState({ window });
  else useCompare.setState({ window });
}

/** Has both scans show the window of the one on show, or each its own. */
export function linkWindows(windowLinked: boolean): void {
  // Let go, the other scan keeps what it shows.
  useCompare.setState({ window: comparedWindow(), windowLinked });
}

/** How far the middle of the other pane is from that of the scan on show, in mm. */
const apartRas = (both: Pair): Vec3 =>
  subtract(middleRas({ ...otherPlane(both), view: comparedView() }), middleRas(shownPlane(both)));

/** Lets the two go their own ways; linked again they stay as far apart as they have been moved meanwhile. */
export function linkScans(linked: boolean): void {
  const both = pair();
  if (!both || linked === useCompare.getState().linked) return;
  const { restRas, offsetRas } = useCompare.getState();
  const apart = apartRas(both);
  if (linked) useCompare.setState({ linked, offsetRas: add(offsetRas, subtract(apart, restRas)) });
  else useCompare.setState({ linked, restRas: apart, view: comparedView(), shownIsOutside: false });
  follow();
}

/** Shows the same patient position in both again. */
export function dropOffset(): void {
  useCompare.setState({ offsetRas: [0, 0, 0] });
  follow();
}
