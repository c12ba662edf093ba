import { planeNames, type PlaneName } from '../geometry/planes.ts';
import type { OverlayContent } from '../overlay/drawOverlay.ts';
import { useCompare } from '../stores/compare.ts';
import { useLayout } from '../stores/layout.ts';
import type { OpenScan } from '../stores/scan.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { useViews } from '../stores/views.ts';
import { ScanPlane, type PlaneElements, type PlaneLook } from './scanPlane.ts';
import type { SliceProgram } from './sliceProgram.ts';
import type { Stage } from './stage.ts';

/** The three planes of the scan on show: what is drawn is read from the stores at the time of drawing. */
export class PlanesView {
  private readonly stage: Stage;
  private readonly planes: Readonly<Record<PlaneName, ScanPlane>>;

  constructor(
    stage: Stage,
    program: SliceProgram,
    scan: OpenScan,
    elements: Readonly<Record<PlaneName, PlaneElements>>,
  ) {
    const planeOf = (pane: PlaneName) =>
      new ScanPlane({ stage, program, pane, elements: elements[pane] }, scan, pane);
    this.stage = stage;
    this.planes = { axial: planeOf('axial'), coronal: planeOf('coronal'), sagittal: planeOf('sagittal') };
  }

  /** Draws the slices of these planes. */
  draw(names: ReadonlySet<PlaneName>): void {
    for (const name of names) this.planes[name].drawSlice(lookOf(name));
    this.stage.forgetVtkState();
  }

  /** Draws what lies over the slices of these planes. */
  drawOverlays(names: ReadonlySet<PlaneName>): void {
    for (const name of names) this.planes[name].drawOverlay(lookOf(name));
  }

  /** What lies over the slice of a plane; null where that is not shown. */
  overlayOf(name: PlaneName): OverlayContent | null {
    return this.planes[name].overlayOf(lookOf(name));
  }

  dispose(): void {
    for (const name of planeNames) this.planes[name].dispose();
  }
}

function lookOf(name: PlaneName): PlaneLook {
  const { crosshairIjk, crosshairVisible, window, planeViews, slabs, interpolation } = useViews.getState();
  return {
    ...{ crosshairIjk, crosshairVisible, window, interpolation },
    view: planeViews[name],
    slab: slabs[name],
    segmentation: shownSegmentation(),
    isInside: !(useLayout.getState().compared && useCompare.getState().shownIsOutside),
  };
}
