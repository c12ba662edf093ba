import { volumePresets } from '../display/volumePresets.ts';
import { dolly, type ViewSide } from '../geometry/cameraPose.ts';
import { zoomAt } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import type { SlabProjection } from '../geometry/slab.ts';
import { useCompare } from '../stores/compare.ts';
import { useLayout } from '../stores/layout.ts';
import { setCineSpeed, useCine } from '../stores/cine.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { changeSlab, resetViews, useViews } from '../stores/views.ts';
import { lookFrom, moveCamera, toggleClipBox, useVolume } from '../stores/volume.ts';
import { comparedPlane, shownPlane, type PointedPlane } from './pointedPlane.ts';

/** The plane that keys act on: the one last under the pointer or in focus, else the axial one. */
export function activePlane(): PlaneName {
  const { activePane } = useViews.getState();
  const { compared } = useLayout.getState();
  if (compared) return compared.plane;
  return activePane === '3d' ? 'axial' : activePane;
}

/** The plane that keys act on, of the scan that they act on. */
export function activePointed(): PointedPlane | null {
  return (useCompare.getState().active ? comparedPlane() : null) ?? shownPlane(activePlane());
}

/** Does something with the scan on show, where there is one. */
export function withScan(act: (scan: OpenScan) => void): void {
  const { scan } = useScan.getState();
  if (scan) act(scan);
}

/** Moves the active plane by slices, towards the head, the front or the patient's right. */
export function moveSlice(step: number): void {
  const pointed = activePointed();
  if (!pointed) return;
  const { scan, plane, slice } = pointed;
  const last = scan.info.grid.shapeIjk[plane.sliceAxis]! - 1;
  pointed.showSlice(Math.min(last, Math.max(0, slice + step * plane.sliceSign)));
}

/** Enlarges what the active pane shows about its middle, by a factor. */
export function zoomActivePane(factor: number): void {
  withScan(({ info }) => {
    const pointed = activePointed();
    if (useViews.getState().activePane === '3d') moveCamera((pose) => dolly(pose, factor, info.grid));
    else if (pointed) {
      const { scan, plane, view } = pointed;
      // About the middle of a pane, the pane's size does not matter.
      const size = { width: 2, height: 2 };
      pointed.setView(zoomAt(scan.info.grid, plane, view, size, factor, 1, 1));
    }
  });
}

/** In the order in which a key steps through them. */
export const slabProjections: readonly (SlabProjection | 'off')[] = ['off', 'max', 'min', 'mean'];

export function nextSlabProjection(): void {
  const plane = activePlane();
  const { projection } = useViews.getState().slabs[plane];
  const next = (slabProjections.indexOf(projection) + 1) % slabProjections.length;
  changeSlab(plane, { projection: slabProjections[next]! });
}

export const thickestSlabMm = 200;

/** Makes the active plane's slab thicker or thinner. */
export function changeThickness(byMm: number): void {
  const plane = activePlane();
  const { thicknessMm } = useViews.getState().slabs[plane];
  changeSlab(plane, { thicknessMm: Math.min(thickestSlabMm, Math.max(1, thicknessMm + byMm)) });
}

export function changeCineSpeed(by: number): void {
  setCineSpeed(useCine.getState().framesPerSecond + by);
}

export function toggleInterpolation(): void {
  useViews.setState(({ interpolation }) => ({
    interpolation: interpolation === 'linear' ? 'nearest' : 'linear',
  }));
}

export function nextVolumePreset(): void {
  useVolume.setState(({ preset }) => {
    const index = volumePresets.findIndex(({ id }) => id === preset.id);
    return { preset: volumePresets[(index + 1) % volumePresets.length]! };
  });
}

export const lookAtScanFrom = (side: ViewSide): void => withScan(({ info }) => lookFrom(side, info.grid));
export const toggleScanClipBox = (): void => withScan(({ info }) => toggleClipBox(info.grid));
export const resetScanViews = (): void => withScan(({ info }) => resetViews(info.grid));
