import { volumePresets } from '../display/volumePresets.ts';
import { dolly, type ViewSide } from '../geometry/cameraPose.ts';
import { zoomAt } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import type { SlabProjection } from '../geometry/slab.ts';
import { setCineSpeed, useCine } from '../stores/cine.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { changeSlab, resetViews, setPlaneView, showSlice, useViews } from '../stores/views.ts';
import { lookFrom, moveCamera, toggleClipBox, useVolume } from '../stores/volume.ts';

/** The plane that keys act on: the one last under the pointer or in focus, else the axial one. */
export function activePlane(): PlaneName {
  const { activePane } = useViews.getState();
  return activePane === '3d' ? 'axial' : activePane;
}

/** Does something with the scan on show, where there is one. */
export function withScan(act: (scan: OpenScan) => void): void {
  const { scan } = useScan.getState();
  if (scan) act(scan);
}

/** Moves the active plane by slices, towards the head, the front or the patient's right. */
export function moveSlice(step: number): void {
  withScan(({ info, planes }) => {
    const { sliceAxis, sliceSign } = planes[activePlane()];
    const last = info.grid.shapeIjk[sliceAxis]! - 1;
    const slice = useViews.getState().crosshairIjk[sliceAxis]! + step * sliceSign;
    showSlice(info.grid, sliceAxis, Math.min(last, Math.max(0, slice)));
  });
}

/** Enlarges what the active pane shows about its middle, by a factor. */
export function zoomActivePane(factor: number): void {
  withScan(({ info, planes }) => {
    const { activePane, planeViews } = useViews.getState();
    if (activePane === '3d') moveCamera((pose) => dolly(pose, factor, info.grid));
    else {
      // About the middle of a pane, the pane's size does not matter.
      const size = { width: 2, height: 2 };
      const view = planeViews[activePane];
      setPlaneView(activePane, zoomAt(info.grid, planes[activePane], view, size, factor, 1, 1));
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
