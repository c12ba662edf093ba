import { planeNames, type Plane, type PlaneName } from '../geometry/planes.ts';
import type { ScanSegmentation } from '../stores/segmentation.ts';
import type { ViewsState } from '../stores/views.ts';
import type { VolumeState } from '../stores/volume.ts';

/** The planes whose slices are to be drawn anew, and those where what lies over them is. */
export function changedPlanes(
  planes: Readonly<Record<PlaneName, Plane>>,
  now: ViewsState,
  before: ViewsState,
): { readonly slices: readonly PlaneName[]; readonly overlays: readonly PlaneName[] } {
  const slices = planeNames.filter((name) => {
    const axis = planes[name].sliceAxis;
    return (
      now.window !== before.window ||
      now.interpolation !== before.interpolation ||
      now.slabs[name] !== before.slabs[name] ||
      now.planeViews[name] !== before.planeViews[name] ||
      now.crosshairIjk[axis] !== before.crosshairIjk[axis]
    );
  });
  const crosshairMoved =
    now.crosshairIjk !== before.crosshairIjk || now.crosshairVisible !== before.crosshairVisible;
  return { slices, overlays: crosshairMoved ? planeNames : slices };
}

/** Of segments, all that is seen on slices. Numbers and surfaces, which follow an edit one by one, are not. */
export function slicesLookAsBefore(now: ScanSegmentation, before: ScanSegmentation): boolean {
  return (
    now.activeGroupId === before.activeGroupId &&
    now.groups.length === before.groups.length &&
    now.groups.every(({ groupId, map, segments }, n) => {
      const old = before.groups[n]!;
      return old.groupId === groupId && old.map === map && old.segments === segments;
    })
  );
}

/** The 3D picture, its pose left aside. */
export function volumeLooksOtherwise(now: VolumeState, before: VolumeState): boolean {
  return (
    now.preset !== before.preset ||
    now.shiftHu !== before.shiftHu ||
    now.volumeVisible !== before.volumeVisible ||
    now.surfaceOpacity !== before.surfaceOpacity ||
    now.clipBox !== before.clipBox ||
    now.clipsSurfaces !== before.clipsSurfaces
  );
}
