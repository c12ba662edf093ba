import type { Vec3 } from '../../main/contract/geometry.ts';
import { maskOutline, type Segments } from '../geometry/maskOutline.ts';
import { paneMap, type PaneMap } from '../geometry/paneMap.ts';
import { planeNames, type PlaneName } from '../geometry/planes.ts';
import { drawOverlay } from '../overlay/drawOverlay.ts';
import type { OpenScan } from '../stores/scan.ts';
import { shownLabelMap, useSegmentation, type LabelMap } from '../stores/segmentation.ts';
import { useViews } from '../stores/views.ts';
import { labelLayer, releaseLayer, scanLayer, setLabelOpacity } from './layers.ts';
import { SlicePane, type SliceLayer } from './slicePane.ts';
import type { Stage } from './stage.ts';

/** The elements of a plane's pane: what the data attributes are put on, and the canvas above the slice. */
export interface PlaneElements {
  readonly pane: HTMLElement;
  readonly overlay: HTMLCanvasElement;
}

/** The three planes of one scan on the stage: what is drawn is read from the stores at the time of drawing. */
export class PlanesView {
  private readonly stage: Stage;
  private readonly scan: OpenScan;
  private readonly elements: Readonly<Record<PlaneName, PlaneElements>>;
  private readonly layer: SliceLayer;
  private readonly panes: Readonly<Record<PlaneName, SlicePane>>;
  private labels: { readonly map: LabelMap; readonly layer: SliceLayer } | null = null;
  private readonly outlines = new Map<PlaneName, { map: LabelMap; slice: number; segments: Segments }>();

  constructor(stage: Stage, scan: OpenScan, elements: Readonly<Record<PlaneName, PlaneElements>>) {
    this.stage = stage;
    this.scan = scan;
    this.elements = elements;
    this.layer = scanLayer(scan);
    const pane = (name: PlaneName) =>
      new SlicePane(stage.renderer(name), scan.info.grid, scan.planes[name], this.layer);
    this.panes = { axial: pane('axial'), coronal: pane('coronal'), sagittal: pane('sagittal') };
  }

  /** Draws the slices of these planes. */
  draw(planes: ReadonlySet<PlaneName>): void {
    const { crosshairIjk, window, planeViews } = useViews.getState();
    this.syncLabels();
    const shown = new Set<PlaneName>();
    for (const name of planes) {
      const rect = this.stage.rect(name);
      if (!rect) continue;
      const slice = crosshairIjk[this.scan.planes[name].sliceAxis]!;
      this.panes[name].setOverlay(this.labels?.layer ?? null);
      this.panes[name].show(slice, window, planeViews[name], rect);
      shown.add(name);
    }
    if (shown.size > 0) this.stage.draw(shown);
  }

  /** Draws what lies over the slices, and states on the pane what it shows. */
  drawOverlays(planes: ReadonlySet<PlaneName>): void {
    const { crosshairIjk, crosshairVisible, planeViews } = useViews.getState();
    for (const name of planes) {
      const rect = this.stage.rect(name);
      if (!rect) continue;
      const plane = this.scan.planes[name];
      const { pane, overlay } = this.elements[name];
      const context = fitToPane(overlay, rect);
      if (!context) continue;
      const map = paneMap(this.scan.info.grid, plane, planeViews[name], rect);
      drawOverlay(context, {
        plane,
        planes: this.scan.planes,
        map,
        size: rect,
        crosshairIjk: crosshairVisible ? crosshairIjk : null,
        outline: this.outlineOf(name, crosshairIjk),
      });
      stateView(pane, crosshairIjk[plane.sliceAxis]!, map);
    }
  }

  dispose(): void {
    for (const name of planeNames) {
      this.panes[name].dispose();
      const { pane, overlay } = this.elements[name];
      overlay.getContext('2d')?.clearRect(0, 0, overlay.width, overlay.height);
      delete pane.dataset.slice;
      delete pane.dataset.view;
    }
    if (this.labels) releaseLayer(this.labels.layer);
    releaseLayer(this.layer);
  }

  /** Follows the label map that is to be shown: made when it first is, freed from every pane when it no longer is. */
  private syncLabels(): void {
    const state = useSegmentation.getState();
    const map = shownLabelMap(state);
    if (this.labels && this.labels.map !== map) {
      for (const name of planeNames) this.panes[name].setOverlay(null);
      releaseLayer(this.labels.layer);
      this.labels = null;
    }
    if (!map || !state.result) return;
    this.labels ??= { map, layer: labelLayer(this.scan.info.grid, map, state.result.classes) };
    setLabelOpacity(this.labels.layer, state.result.classes, state.display.opacity);
  }

  private outlineOf(name: PlaneName, crosshairIjk: Vec3): { segments: Segments; colour: string } | null {
    const state = useSegmentation.getState();
    const map = shownLabelMap(state);
    const colour = state.result?.classes[0]?.colour;
    if (!map || !colour || !state.display.outline) return null;
    const { sliceAxis, rightAxis, upAxis } = this.scan.planes[name];
    const slice = crosshairIjk[sliceAxis]!;
    const known = this.outlines.get(name);
    if (known?.map === map && known.slice === slice) return { segments: known.segments, colour };
    const { shapeIjk } = this.scan.info.grid;
    const segments = maskOutline(map.labels, shapeIjk, map.box, sliceAxis, slice, rightAxis, upAxis);
    this.outlines.set(name, { map, slice, segments });
    return { segments, colour };
  }
}

/** The overlay's context, in CSS pixels, sized to the pane. */
function fitToPane(
  overlay: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number },
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (overlay.width !== width) overlay.width = width;
  if (overlay.height !== height) overlay.height = height;
  const context = overlay.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** `data-slice`, and `data-view`: the linear map from voxel (i, j, k, 1) to the pane's CSS pixels. */
function stateView(pane: HTMLElement, slice: number, map: PaneMap): void {
  pane.dataset.slice = String(slice);
  pane.dataset.view = JSON.stringify(map);
}
