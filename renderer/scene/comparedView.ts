import type { PlaneName } from '../geometry/planes.ts';
import type { OverlayContent } from '../overlay/drawOverlay.ts';
import { comparedView, comparedWindow, isOutside, useCompare } from '../stores/compare.ts';
import { useLayout } from '../stores/layout.ts';
import { findScan, type OpenScan } from '../stores/scan.ts';
import { segmentationOf } from '../stores/segmentation.ts';
import { useViews } from '../stores/views.ts';
import { ScanPlane, type PlaneElements, type PlaneLook } from './scanPlane.ts';
import type { SliceProgram } from './sliceProgram.ts';
import type { Stage } from './stage.ts';

/** The scan beside the one on show: made when scans are compared, and freed with all its textures when that ends. */
export class ComparedView {
  private readonly stage: Stage;
  private readonly program: SliceProgram;
  private readonly elements: PlaneElements;
  private shown: { readonly scan: OpenScan; readonly name: PlaneName; readonly plane: ScanPlane } | null =
    null;

  constructor(stage: Stage, program: SliceProgram, elements: PlaneElements) {
    this.stage = stage;
    this.program = program;
    this.elements = elements;
  }

  /** Draws the scan that the stores say is compared; with none, lets go of the one before. */
  draw(): void {
    this.sync();
    if (!this.shown) return;
    const { scan, name, plane } = this.shown;
    const look = lookOf(scan, name);
    plane.drawSlice(look);
    plane.drawOverlay(look);
    this.stage.forgetVtkState();
  }

  /** What lies over the slice of the compared scan; null where none is shown. */
  overlay(): OverlayContent | null {
    return this.shown && this.shown.plane.overlayOf(lookOf(this.shown.scan, this.shown.name));
  }

  dispose(): void {
    this.shown?.plane.dispose();
    this.shown = null;
  }

  private sync(): void {
    const { compared } = useLayout.getState();
    const scan = compared ? findScan(compared.scanId) : undefined;
    if (this.shown && this.shown.scan === scan && this.shown.name === compared?.plane) return;
    this.dispose();
    if (!scan || !compared) return;
    const { stage, program, elements } = this;
    const plane = new ScanPlane({ stage, program, pane: 'compared', elements }, scan, compared.plane);
    this.shown = { scan, name: compared.plane, plane };
  }
}

type Compare = ReturnType<typeof useCompare.getState>;

/** Neither place nor look of the compared scan has changed: the pointer moves much more often. */
export function looksAsBefore(now: Compare, before: Compare): boolean {
  return (
    ['positionIjk', 'view', 'window', 'linked', 'windowLinked', 'offsetRas', 'paneSize'] as const
  ).every((part) => now[part] === before[part]);
}

/** Slab, smoothing and crosshair are those of the scan on show: both are looked at in the same way. */
function lookOf({ info }: OpenScan, name: PlaneName): PlaneLook {
  const { crosshairVisible, slabs, interpolation } = useViews.getState();
  return {
    ...{ crosshairVisible, interpolation },
    crosshairIjk: useCompare.getState().positionIjk,
    view: comparedView(),
    window: comparedWindow(),
    slab: slabs[name],
    segmentation: segmentationOf(info.scanId),
    isInside: !isOutside(),
  };
}
