import { create } from 'zustand';
import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { windowPresets, type WindowLevel } from '../display/windowPresets.ts';
import { centreIjk, clampToGrid } from '../geometry/grid.ts';
import { fittedView, type PlaneView } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import type { SlabProjection } from '../geometry/slab.ts';
import { withComponent } from '../geometry/vec3.ts';
import { toggleMaximised as togglePane, type PaneName } from './layout.ts';
import { useScan } from './scan.ts';
import { forgetVolume, lookFrom, resetVolume, switchVolume } from './volume.ts';

export { paneNames, type PaneName } from './layout.ts';

/** A plane's thick slice: `off` shows the one slice. */
export interface Slab {
  readonly projection: SlabProjection | 'off';
  readonly thicknessMm: number;
}

export type Interpolation = 'linear' | 'nearest';

export interface ViewsState {
  /** The voxel where the three planes meet: each plane shows the slice that it lies in. */
  readonly crosshairIjk: Vec3;
  readonly window: WindowLevel;
  /** The window that a scan opens with. */
  readonly openingWindow: WindowLevel;
  readonly planeViews: Readonly<Record<PlaneName, PlaneView>>;
  readonly slabs: Readonly<Record<PlaneName, Slab>>;
  /** How grey values between voxels come about. */
  readonly interpolation: Interpolation;
  readonly crosshairVisible: boolean;
  /** The pane that keys act on: the one last under the pointer or in focus. */
  readonly activePane: PaneName;
  /** The voxel under the pointer, while it is over a plane. */
  readonly pointerIjk: Vec3 | null;
  /** The plane whose slice number is being typed. */
  readonly typingSlice: PlaneName | null;
}

const fittedViews = { axial: fittedView, coronal: fittedView, sagittal: fittedView };
const noSlab: Slab = { projection: 'off', thicknessMm: 10 };
const noSlabs = { axial: noSlab, coronal: noSlab, sagittal: noSlab };

export const useViews = create<ViewsState>()(() => ({
  crosshairIjk: [0, 0, 0],
  window: windowPresets[0]!,
  openingWindow: windowPresets[0]!,
  planeViews: fittedViews,
  slabs: noSlabs,
  interpolation: 'linear',
  crosshairVisible: true,
  activePane: 'axial',
  pointerIjk: null,
  typingSlice: null,
}));

/** What is kept of each scan while another is on show. */
export type ScanViews = Pick<ViewsState, 'crosshairIjk' | 'window' | 'planeViews' | 'slabs'>;
const keptViews = new Map<string, ScanViews>();

const freshViews = (grid: Grid): ScanViews => ({
  crosshairIjk: clampToGrid(grid, centreIjk(grid)),
  window: useViews.getState().openingWindow,
  planeViews: fittedViews,
  slabs: noSlabs,
});

/** How a scan that is not on show was left, or how it would open. */
export function keptViewsOf(scanId: string, grid: Grid): ScanViews {
  return keptViews.get(scanId) ?? freshViews(grid);
}

/** Has a scan be shown in this way when its turn comes. */
export function keepViews(scanId: string, views: ScanViews): void {
  keptViews.set(scanId, views);
}

/** Shows a scan as it was left, or as a freshly opened one; the views of the scan on show until now are kept. */
export function switchViews(fromScanId: string | null, toScanId: string, grid: Grid): void {
  const { crosshairIjk, window, planeViews, slabs } = useViews.getState();
  if (fromScanId !== null) keptViews.set(fromScanId, { crosshairIjk, window, planeViews, slabs });
  useViews.setState({
    ...keptViewsOf(toScanId, grid),
    pointerIjk: null,
    typingSlice: null,
  });
  switchVolume(fromScanId, toScanId, grid);
}

export function forgetViews(scanId: string): void {
  keptViews.delete(scanId);
  forgetVolume(scanId);
}

/** Everything of the view is again as when the scan opened. */
export function resetViews(grid: Grid): void {
  useViews.setState({ ...freshViews(grid), crosshairVisible: true });
  resetVolume(grid);
}

export function moveCrosshair(grid: Grid, ijk: Vec3): void {
  useViews.setState({ crosshairIjk: clampToGrid(grid, ijk) });
}

/** Moves one voxel axis of the crosshair to `slice`, kept inside the grid. */
export function showSlice(grid: Grid, sliceAxis: number, slice: number): void {
  moveCrosshair(grid, withComponent(useViews.getState().crosshairIjk, sliceAxis, slice));
}

export function setPlaneView(plane: PlaneName, view: PlaneView): void {
  useViews.setState((state) => ({ planeViews: { ...state.planeViews, [plane]: view } }));
}

export function changeSlab(plane: PlaneName, changes: Partial<Slab>): void {
  useViews.setState(({ slabs }) => ({ slabs: { ...slabs, [plane]: { ...slabs[plane], ...changes } } }));
}

/** Every plane shows its whole slice again, and the 3D view the patient from the front. */
export function fitViews(): void {
  useViews.setState({ planeViews: fittedViews });
  const { scan } = useScan.getState();
  if (scan) lookFrom('A', scan.info.grid);
}

export function toggleMaximised(pane: PaneName): void {
  togglePane(pane);
  useViews.setState({ activePane: pane });
}
