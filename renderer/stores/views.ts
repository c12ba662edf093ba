import { create } from 'zustand';
import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { volumePresets, type VolumePreset } from '../display/volumePresets.ts';
import { windowPresets, type WindowLevel } from '../display/windowPresets.ts';
import { centreIjk, clampToGrid } from '../geometry/grid.ts';
import { fittedView, type PlaneView } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { withComponent } from '../geometry/vec3.ts';

export type PaneName = PlaneName | '3d';
export const paneNames: readonly PaneName[] = ['axial', '3d', 'coronal', 'sagittal'];

interface ViewsState {
  /** The voxel where the three planes meet: each plane shows the slice that it lies in. */
  readonly crosshairIjk: Vec3;
  readonly window: WindowLevel;
  readonly planeViews: Readonly<Record<PlaneName, PlaneView>>;
  /** The pane that fills the window, or null for all four. */
  readonly maximised: PaneName | null;
  readonly crosshairVisible: boolean;
  /** The pane that keys act on: the one last under the pointer or in focus. */
  readonly activePane: PaneName;
  /** The voxel under the pointer, while it is over a plane. */
  readonly pointerIjk: Vec3 | null;
  readonly volumePreset: VolumePreset;
  /** Counts up to ask the 3D view to face the patient from the front again. */
  readonly resetCamera: number;
}

const fittedViews = { axial: fittedView, coronal: fittedView, sagittal: fittedView };

export const useViews = create<ViewsState>()(() => ({
  crosshairIjk: [0, 0, 0],
  window: windowPresets[0]!,
  planeViews: fittedViews,
  maximised: null,
  crosshairVisible: true,
  activePane: 'axial',
  pointerIjk: null,
  volumePreset: volumePresets[0]!,
  resetCamera: 0,
}));

/** What is kept of each scan while another is on show. */
type ScanViews = Pick<ViewsState, 'crosshairIjk' | 'window' | 'planeViews'>;
const keptViews = new Map<string, ScanViews>();

/** Shows a scan as it was left, or as a freshly opened one; the views of the scan on show until now are kept. */
export function switchViews(fromScanId: string | null, toScanId: string, grid: Grid): void {
  const { crosshairIjk, window, planeViews } = useViews.getState();
  if (fromScanId !== null) keptViews.set(fromScanId, { crosshairIjk, window, planeViews });
  const fresh = {
    crosshairIjk: clampToGrid(grid, centreIjk(grid)),
    window: windowPresets[0]!,
    planeViews: fittedViews,
  };
  useViews.setState({ ...(keptViews.get(toScanId) ?? fresh), maximised: null, pointerIjk: null });
}

export function forgetViews(scanId: string): void {
  keptViews.delete(scanId);
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

/** Every plane shows its whole slice again, and the 3D view the patient from the front. */
export function fitViews(): void {
  useViews.setState((state) => ({ planeViews: fittedViews, resetCamera: state.resetCamera + 1 }));
}

export function toggleMaximised(pane: PaneName): void {
  useViews.setState((state) => ({ maximised: state.maximised === pane ? null : pane, activePane: pane }));
}
