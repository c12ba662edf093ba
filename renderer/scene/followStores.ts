import { useCompare } from '../stores/compare.ts';
import { useLayout } from '../stores/layout.ts';
import { lensPlace, useLens } from '../stores/lens.ts';
import { useMeasurements } from '../stores/measurements.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { segmentationOf, segmentationStore, shownSegmentation } from '../stores/segmentation.ts';
import { useTools } from '../stores/tools.ts';
import { useViews } from '../stores/views.ts';
import { useVolume } from '../stores/volume.ts';
import { looksAsBefore } from './comparedView.ts';
import type { StaleParts } from './staleParts.ts';
import { changedPlanes, slicesLookAsBefore, volumeLooksOtherwise } from './whatChanged.ts';

/** The part of a scene that the stores move. */
export interface FollowingScene {
  readonly stale: StaleParts;
  readonly setScan: (scan: OpenScan | null) => void;
  /** Tells whether the surfaces in the picture are others than before. */
  readonly syncSurfaces: () => boolean;
  readonly showPose: () => void;
  readonly showVolume: () => void;
  /** Something stale is drawn in the next frame; the 3D picture is not refined yet. */
  readonly moved: () => void;
  /** Something stale is drawn in the next frame. */
  readonly schedule: () => void;
}

/** Has the scene draw what a change of a store makes stale, and no more. @returns ends that */
export function followStores(scene: FollowingScene): () => void {
  const { stale, moved, schedule } = scene;
  const redrawPlanes = () => {
    stale.allPlanes();
    schedule();
  };
  const stops = [
    useScan.subscribe(({ scan }) => scene.setScan(scan)),
    useLayout.subscribe(({ compared }, before) => {
      if (compared !== before.compared) redrawPlanes();
    }),
    useCompare.subscribe((now, before) => {
      if (now.shownIsOutside !== before.shownIsOutside) redrawPlanes();
      if (looksAsBefore(now, before)) return;
      stale.compared = true;
      moved();
    }),
    useViews.subscribe((now, before) => {
      const { scan } = useScan.getState();
      if (!scan) return;
      const { slices, overlays } = changedPlanes(scan.planes, now, before);
      for (const name of slices) stale.slices.add(name);
      for (const name of overlays) stale.overlays.add(name);
      stale.compared ||= stale.overlays.size > 0;
      if (stale.overlays.size > 0) moved();
    }),
    useVolume.subscribe((now, before) => {
      if (now.pose !== before.pose) scene.showPose();
      if (volumeLooksOtherwise(now, before)) scene.showVolume();
    }),
    useLens.subscribe((now, before) => {
      const [place, left] = [lensPlace(now), lensPlace(before)];
      if (place === left) return;
      for (const at of [place, left]) {
        if (at?.pane === 'compared') stale.compared = true;
        else if (at) stale.slices.add(at.pane);
      }
      schedule();
    }),
    useTools.subscribe(() => {
      stale.allOverlays();
      schedule();
    }),
    useMeasurements.subscribe(() => {
      stale.allOverlays();
      stale.compared = true;
      schedule();
    }),
    segmentationStore.subscribe((now, before) => {
      const [shown, shownBefore] = [shownSegmentation(now), shownSegmentation(before)];
      if (now.shown !== before.shown || !slicesLookAsBefore(shown, shownBefore)) stale.allPlanes();
      const { compared } = useLayout.getState();
      if (compared) {
        const [beside, besideBefore] = [now, before].map((state) => segmentationOf(compared.scanId, state));
        stale.compared ||= !slicesLookAsBefore(beside!, besideBefore!);
      }
      if (scene.syncSurfaces()) stale.volume = 'coarse';
      schedule();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
