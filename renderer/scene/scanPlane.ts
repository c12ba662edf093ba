import type { Vec3, VoxelBox } from '../../main/contract/geometry.ts';
import type { WindowLevel } from '../display/windowPresets.ts';
import { contourSlice } from '../geometry/contourSlice.ts';
import type { LabelMap } from '../geometry/labelMap.ts';
import { maskOutlines, type Segments } from '../geometry/maskOutline.ts';
import { mmPerPixel, paneMap, type PaneMap, type PaneSize, type PlaneView } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { slabRange, SlabProjector } from '../geometry/slab.ts';
import { sliceAxes } from '../geometry/sliceVoxels.ts';
import { drawOnSlice, drawOverlay, type Outline, type OverlayContent } from '../overlay/drawOverlay.ts';
import type { StagePane } from '../stores/layout.ts';
import { lensPlace, useLens } from '../stores/lens.ts';
import { measurementsOf } from '../stores/measurements.ts';
import type { OpenScan } from '../stores/scan.ts';
import {
  activeGroup,
  segmentationStore,
  type ScanSegmentation,
  type SegmentGroup,
} from '../stores/segmentation.ts';
import type { Interpolation, Slab } from '../stores/views.ts';
import { drawLens } from './drawLens.ts';
import type { SliceDrawing, SliceProgram } from './sliceProgram.ts';
import { LabelColours, noLabels, SliceTexture } from './sliceTextures.ts';
import type { PaneRect, Stage } from './stage.ts';

/** The elements of a plane's pane: what the data attributes are put on, and the canvas above the slice. */
export interface PlaneElements {
  readonly pane: HTMLElement;
  readonly overlay: HTMLCanvasElement;
  /** The magnifier's canvas. */
  readonly lens: HTMLCanvasElement;
}

/** How a plane is to be shown. */
export interface PlaneLook {
  /** The crosshair in voxels; rounded, it says which slice is shown. */
  readonly crosshairIjk: Vec3;
  readonly crosshairVisible: boolean;
  readonly view: PlaneView;
  readonly window: WindowLevel;
  readonly slab: Slab;
  readonly interpolation: Interpolation;
  readonly segmentation: ScanSegmentation;
  /** False where there is no such place in the scan: nothing is drawn. */
  readonly isInside: boolean;
}

interface KnownOutlines {
  readonly map: LabelMap;
  readonly slice: number;
  readonly byValue: ReadonlyMap<number, Segments>;
}

/** Where a plane is drawn. */
interface Place {
  readonly stage: Stage;
  readonly program: SliceProgram;
  readonly pane: StagePane;
  readonly elements: PlaneElements;
}

/** One plane of one scan in a pane of the stage. */
export class ScanPlane {
  private readonly place: Place;
  private readonly scan: OpenScan;
  private readonly name: PlaneName;
  private readonly noLabels: WebGLTexture;
  private readonly colours: LabelColours;
  private readonly voxels: SliceTexture<Int16Array>;
  private readonly labels: SliceTexture<Uint8Array>;
  private coloured: SegmentGroup['segments'] | null = null;
  private readonly projector = new SlabProjector();
  private readonly outlines = new Map<string, KnownOutlines>();

  constructor(place: Place, scan: OpenScan, name: PlaneName) {
    const { gl } = place.stage;
    const { shapeIjk } = scan.info.grid;
    const { sliceAxis } = scan.planes[name];
    this.place = place;
    this.scan = scan;
    this.name = name;
    this.noLabels = noLabels(gl);
    this.colours = new LabelColours(gl);
    this.voxels = new SliceTexture(gl, shapeIjk, sliceAxis, new Int16Array(0));
    this.labels = new SliceTexture(gl, shapeIjk, sliceAxis, new Uint8Array(0));
  }

  /** Draws the slice, where the pane is shown. */
  drawSlice(look: PlaneLook): void {
    const { stage, program, pane, elements } = this.place;
    const rect = stage.rect(pane);
    if (!rect) return;
    elements.lens.hidden = true;
    const target = stage.devicePixels(rect);
    if (!look.isInside) return program.clear(target);
    const { sliceAxis } = this.plane;
    const slice = this.sliceOf(look);
    this.showVoxels(look.slab, slice);
    const map = this.syncLabels(look.segmentation);
    const labelled = map !== null && reaches(map.box, sliceAxis, slice);
    if (labelled) this.showLabels(map, slice);
    const drawing: SliceDrawing = {
      scan: this.voxels.texture,
      labels: labelled ? this.labels.texture : this.noLabels,
      labelColours: this.colours.texture,
      columns: this.voxels.columns,
      rows: this.voxels.rows,
      window: look.window,
      interpolation: look.interpolation,
      map: paneMap(this.grid, this.plane, look.view, rect),
      axes: sliceAxes(sliceAxis),
      sliceAxis,
      slice,
      paneSize: rect,
      target,
    };
    this.drawLens(look, rect, drawing);
    program.draw(drawing);
  }

  /** The magnifier, where it is over this pane: with what lies over the slice but the scale bar, which is not its own. */
  private drawLens(look: PlaneLook, rect: PaneRect, drawing: SliceDrawing): void {
    const { stage, program, pane, elements } = this.place;
    const at = lensPlace(useLens.getState());
    if (at?.pane !== pane) return;
    elements.lens.hidden = false;
    drawLens(elements.lens, stage, program, rect, at, drawing, (context, map, size) =>
      drawOnSlice(context, this.overlayContent(look, map, size)),
    );
  }

  /** Draws what lies over the slice, and states on the pane what it shows. */
  drawOverlay(look: PlaneLook): void {
    const { overlay, pane } = this.place.elements;
    const content = this.overlayOf(look);
    const context = content && fitToPane(overlay, content.size);
    if (!context) return;
    drawOverlay(context, content);
    stateView(pane, content.slice, content.map);
  }

  /** What lies over the slice; null where the pane is not shown. */
  overlayOf(look: PlaneLook): OverlayContent | null {
    const { stage, pane } = this.place;
    const size = stage.rect(pane);
    return size ? this.overlayContent(look, paneMap(this.grid, this.plane, look.view, size), size) : null;
  }

  private overlayContent(look: PlaneLook, map: PaneMap, size: PaneSize): OverlayContent {
    const { grid, plane, scan } = this;
    const { scanId } = scan.info;
    return {
      ...{ grid, plane, planes: scan.planes, map, size, scanId },
      slice: this.sliceOf(look),
      measurements: look.isInside ? measurementsOf(scanId) : [],
      crosshairIjk: look.crosshairVisible && look.isInside ? look.crosshairIjk : null,
      outlines: look.isInside ? this.outlinesOf(look) : [],
      mmPerPixel: mmPerPixel(grid, plane, look.view, size),
      zoom: look.view.zoom,
      tools: this.place.pane !== 'compared',
    };
  }

  dispose(): void {
    const { stage, elements } = this.place;
    this.voxels.dispose();
    this.labels.dispose();
    this.colours.dispose();
    stage.gl.deleteTexture(this.noLabels);
    const { pane, overlay, lens } = elements;
    lens.hidden = true;
    overlay.getContext('2d')?.clearRect(0, 0, overlay.width, overlay.height);
    delete pane.dataset.slice;
    delete pane.dataset.view;
  }

  private get grid() {
    return this.scan.info.grid;
  }

  private get plane() {
    return this.scan.planes[this.name];
  }

  private sliceOf({ crosshairIjk }: PlaneLook): number {
    return Math.round(crosshairIjk[this.plane.sliceAxis]!);
  }

  /** The label map that is to be filled, its colours and opacities in place. */
  private syncLabels(segmentation: ScanSegmentation): LabelMap | null {
    const group = activeGroup(segmentation);
    if (!group) return null;
    if (this.coloured !== group.segments) {
      this.colours.set(group.segments);
      this.coloured = group.segments;
    }
    return group.map;
  }

  /** The slice itself, or the slab around it. */
  private showVoxels(slab: Slab, slice: number): void {
    const { voxelsHu } = this.scan;
    const { shapeIjk } = this.grid;
    const { sliceAxis } = this.plane;
    const { projection } = slab;
    const range = slabRange(this.grid, this.plane, slice, slab.thicknessMm);
    if (projection === 'off' || range.first === range.last) this.voxels.show(voxelsHu, slice);
    else
      this.voxels.showMade(slab, slice, (into) =>
        this.projector.project(voxelsHu, shapeIjk, sliceAxis, range, projection, into),
      );
  }

  private showLabels(map: LabelMap, slice: number): void {
    if (segmentationStore.getState().shown === 'mask') this.labels.show(map.labels, slice, map);
    else
      this.labels.showMade(map, slice, (into) =>
        contourSlice(map.labels, this.grid.shapeIjk, map.box, this.plane.sliceAxis, slice, into),
      );
  }

  /** Of every group: where two results differ, both lines are seen. */
  private outlinesOf(look: PlaneLook): Outline[] {
    const { segmentation } = look;
    return segmentation.groups.flatMap((group) => {
      const wanted = group.segments.filter(({ visible, outline }) => visible && outline);
      if (wanted.length === 0) return [];
      const byValue = this.knownOutlines(group, this.sliceOf(look));
      const dashed = group.groupId !== segmentation.activeGroupId;
      return wanted.flatMap(({ value, colour }) => {
        const segments = byValue.get(value);
        return segments ? [{ segments, colour, dashed }] : [];
      });
    });
  }

  private knownOutlines({ groupId, map }: SegmentGroup, slice: number) {
    const { sliceAxis, rightAxis, upAxis } = this.plane;
    const known = this.outlines.get(groupId);
    if (known?.map === map && known.slice === slice) return known.byValue;
    const { shapeIjk } = this.grid;
    const byValue = maskOutlines(map.labels, shapeIjk, map.box, sliceAxis, slice, rightAxis, upAxis);
    this.outlines.set(groupId, { map, slice, byValue });
    return byValue;
  }
}

const reaches = (box: VoxelBox, axis: number, slice: number) =>
  slice >= box.start[axis]! && slice < box.end[axis]!;

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
