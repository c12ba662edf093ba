import type { Vec3 } from '../../main/contract/geometry.ts';
import type { WindowLevel } from '../display/windowPresets.ts';
import { clampToGrid, isInsideGrid } from '../geometry/grid.ts';
import type { PlaneView } from '../geometry/paneMap.ts';
import type { Plane, PlaneName } from '../geometry/planes.ts';
import { withComponent } from '../geometry/vec3.ts';
import {
  comparedView,
  comparedWindow,
  moveCompared,
  setComparedView,
  setComparedWindow,
  useCompare,
} from '../stores/compare.ts';
import { useLayout } from '../stores/layout.ts';
import { findScan, useScan, type OpenScan } from '../stores/scan.ts';
import { moveCrosshair, setPlaneView, showSlice, useViews } from '../stores/views.ts';

/** A plane under the pointer or keys: of the scan on show, or of the one that it is compared with. */
export interface PointedPlane {
  readonly scan: OpenScan;
  readonly plane: Plane;
  readonly view: PlaneView;
  readonly window: WindowLevel;
  readonly slice: number;
  setView(view: PlaneView): void;
  setWindow(window: WindowLevel): void;
  /** Kept inside of the scan. */
  showSlice(slice: number): void;
  moveCrosshair(ijk: Vec3): void;
  /** The pointer is at this place, in voxels. */
  hover(ijk: Vec3): void;
}

/** A plane of the scan on show; null while none is. */
export function shownPlane(name: PlaneName): PointedPlane | null {
  const { scan } = useScan.getState();
  if (!scan) return null;
  const { planeViews, window, crosshairIjk } = useViews.getState();
  const plane = scan.planes[name];
  const { grid } = scan.info;
  return {
    ...{ scan, plane, view: planeViews[name], window },
    slice: crosshairIjk[plane.sliceAxis]!,
    setView: (view) => setPlaneView(name, view),
    setWindow: (to) => useViews.setState({ window: to }),
    showSlice: (slice) => showSlice(grid, plane.sliceAxis, slice),
    moveCrosshair: (ijk) => moveCrosshair(grid, ijk),
    hover: (ijk) => {
      useViews.setState({ pointerIjk: voxelAt(scan, ijk), activePane: name });
      if (useCompare.getState().active) useCompare.setState({ active: false, pointerIjk: null });
    },
  };
}

/** The plane of the scan beside it; null while none is. */
export function comparedPlane(): PointedPlane | null {
  const { compared } = useLayout.getState();
  const scan = compared && findScan(compared.scanId);
  if (!scan) return null;
  const plane = scan.planes[compared.plane];
  const { grid } = scan.info;
  const { positionIjk } = useCompare.getState();
  return {
    ...{ scan, plane, view: comparedView(), window: comparedWindow() },
    slice: Math.round(positionIjk[plane.sliceAxis]!),
    setView: setComparedView,
    setWindow: setComparedWindow,
    showSlice: (slice) => {
      const clamped = Math.min(grid.shapeIjk[plane.sliceAxis]! - 1, Math.max(0, slice));
      moveCompared(withComponent(positionIjk, plane.sliceAxis, clamped));
    },
    moveCrosshair: (ijk) => moveCompared(clampToGrid(grid, ijk)),
    hover: (ijk) => {
      if (useViews.getState().pointerIjk) useViews.setState({ pointerIjk: null });
      useCompare.setState({ active: true, pointerIjk: voxelAt(scan, ijk) });
    },
  };
}

/** The pointer has left the planes. */
export function stopHovering(): void {
  useViews.setState({ pointerIjk: null });
  useCompare.setState({ pointerIjk: null });
}

const voxelAt = ({ info }: OpenScan, ijk: Vec3): Vec3 | null =>
  isInsideGrid(info.grid, ijk) ? clampToGrid(info.grid, ijk) : null;
