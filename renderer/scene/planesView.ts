import type { Vec3, VoxelBox } from '../../main/contract/geometry.ts';
import { contourSlice } from '../geometry/contourSlice.ts';
import type { LabelMap } from '../geometry/labelMap.ts';
import { maskOutlines, type Segments } from '../geometry/maskOutline.ts';
import { mmPerPixel, paneMap, type PaneMap } from '../geometry/paneMap.ts';
import { planeNames, type PlaneName } from '../geometry/planes.ts';
import { slabRange, SlabProjector } from '../geometry/slab.ts';
import { sliceAxes } from '../geometry/sliceVoxels.ts';
import { drawOverlay, type Outline, type OverlayContent } from '../overlay/drawOverlay.ts';
import type { OpenScan } from '../stores/scan.ts';
import {
  activeGroup,
  segmentationStore,
  shownSegmentation,
  type SegmentGroup,
} from '../stores/segmentation.ts';
import { useViews } from '../stores/views.ts';
import type { SliceProgram } from './sliceProgram.ts';
import { LabelColours, noLabels, SliceTexture } from './sliceTextures.ts';
import type { Stage } from './stage.ts';

/** The elements of a plane's pane: what the data attributes are put on, and the canvas above the slice. */
export interface PlaneElements {
  readonly pane: HTMLElement;
  readonly overlay: HTMLCanvasElement;
}

interface KnownOutlines {
  readonly map: LabelMap;
  readonly slice: number;
  readonly byValue: ReadonlyMap<number, Segments>;
}

interface PlaneTextures {
  readonly scan: SliceTexture<Int16Array>;
  readonly labels: SliceTexture<Uint8Array>;
}

/** The three planes of one scan on the stage: what is drawn is read from the stores at the time of drawing. */
export class PlanesView {
  private readonly stage: Stage;
  private readonly scan: OpenScan;
  private readonly elements: Readonly<Record<PlaneName, PlaneElements>>;
  private readonly program: SliceProgram;
  private readonly noLabels: WebGLTexture;
  private readonly colours: LabelColours;
  private readonly textures: Readonly<Record<PlaneName, PlaneTextures>>;
  private coloured: SegmentGroup['segments'] | null = null;
  private readonly projector = new SlabProjector();
  private readonly outlines = new Map<string, KnownOutlines>();

  constructor(
    stage: Stage,
    program: SliceProgram,
    scan: OpenScan,
    elements: Readonly<Record<PlaneName, PlaneElements>>,
  ) {
    const { gl } = stage;
    this.stage = stage;
    this.scan = scan;
    this.elements = elements;
    this.program = program;
    this.noLabels = noLabels(gl);
    this.colours = new LabelColours(gl);
    const { shapeIjk } = scan.info.grid;
    const texturesOf = (name: PlaneName): PlaneTextures => ({
      scan: new SliceTexture(gl, shapeIjk, scan.planes[name].sliceAxis, new Int16Array(0)),
      labels: new SliceTexture(gl, shapeIjk, scan.planes[name].sliceAxis, new Uint8Array(0)),
    });
    this.textures = {
      axial: texturesOf('axial'),
      coronal: texturesOf('coronal'),
      sagittal: texturesOf('sagittal'),
    };
  }

  /** Draws the slices of these planes. */
  draw(planes: ReadonlySet<PlaneName>): void {
    const { crosshairIjk, window, planeViews, interpolation } = useViews.getState();
    const labels = this.syncLabels();
    for (const name of planes) {
      const rect = this.stage.rect(name);
      if (!rect) continue;
      const plane = this.scan.planes[name];
      const slice = crosshairIjk[plane.sliceAxis]!;
      const textures = this.textures[name];
      this.showScan(name, slice);
      const labelled = labels !== null && reaches(labels.box, plane.sliceAxis, slice);
      if (labelled) this.showLabels(textures.labels, labels, plane.sliceAxis, slice);
      this.program.draw({
        scan: textures.scan.texture,
        labels: labelled ? textures.labels.texture : this.noLabels,
        labelColours: this.colours.texture,
        columns: textures.scan.columns,
        rows: textures.scan.rows,
        window,
        interpolation,
        map: paneMap(this.scan.info.grid, plane, planeViews[name], rect),
        axes: sliceAxes(plane.sliceAxis),
        sliceAxis: plane.sliceAxis,
        slice,
        paneSize: rect,
        target: this.stage.devicePixels(rect),
      });
    }
    this.stage.forgetVtkState();
  }

  /** Draws what lies over the slices, and states on the pane what it shows. */
  drawOverlays(planes: ReadonlySet<PlaneName>): void {
    for (const name of planes) {
      const content = this.overlayOf(name);
      const { pane, overlay } = this.elements[name];
      const context = content && fitToPane(overlay, content.size);
      if (!context) continue;
      drawOverlay(context, content);
      stateView(pane, content.slice, content.map);
    }
  }

  /** What lies over the slice of a plane; null where that is not shown. */
  overlayOf(name: PlaneName): OverlayContent | null {
    const { crosshairIjk, crosshairVisible, planeViews } = useViews.getState();
    const size = this.stage.rect(name);
    if (!size) return null;
    const { planes, info } = this.scan;
    const plane = planes[name];
    const view = planeViews[name];
    return {
      ...{ grid: info.grid, plane, planes, size },
      slice: crosshairIjk[plane.sliceAxis]!,
      map: paneMap(info.grid, plane, view, size),
      crosshairIjk: crosshairVisible ? crosshairIjk : null,
      outlines: this.outlinesOf(name, crosshairIjk),
      mmPerPixel: mmPerPixel(info.grid, plane, view, size),
      zoom: view.zoom,
    };
  }

  dispose(): void {
    for (const name of planeNames) {
      this.textures[name].scan.dispose();
      this.textures[name].labels.dispose();
      const { pane, overlay } = this.elements[name];
      overlay.getContext('2d')?.clearRect(0, 0, overlay.width, overlay.height);
      delete pane.dataset.slice;
      delete pane.dataset.view;
    }
    this.colours.dispose();
    this.stage.gl.deleteTexture(this.noLabels);
  }

  /** The label map that is to be filled, its colours and opacities in place. */
  private syncLabels(): LabelMap | null {
    const group = activeGroup(shownSegmentation());
    if (!group) return null;
    if (this.coloured !== group.segments) {
      this.colours.set(group.segments);
      this.coloured = group.segments;
    }
    return group.map;
  }

  /** The slice itself, or the slab around it. */
  private showScan(name: PlaneName, slice: number): void {
    const { voxelsHu, info, planes } = this.scan;
    const texture = this.textures[name].scan;
    const slab = useViews.getState().slabs[name];
    const { projection } = slab;
    const plane = planes[name];
    const range = slabRange(info.grid, plane, slice, slab.thicknessMm);
    if (projection === 'off' || range.first === range.last) texture.show(voxelsHu, slice);
    else
      texture.showMade(slab, slice, (into) =>
        this.projector.project(voxelsHu, info.grid.shapeIjk, plane.sliceAxis, range, projection, into),
      );
  }

  private showLabels(
    texture: SliceTexture<Uint8Array>,
    map: LabelMap,
    sliceAxis: number,
    slice: number,
  ): void {
    const { shapeIjk } = this.scan.info.grid;
    if (segmentationStore.getState().shown === 'mask') texture.show(map.labels, slice, map);
    else
      texture.showMade(map, slice, (into) =>
        contourSlice(map.labels, shapeIjk, map.box, sliceAxis, slice, into),
      );
  }

  /** Of every group: where two results differ, both lines are seen. */
  private outlinesOf(name: PlaneName, crosshairIjk: Vec3): Outline[] {
    const segmentation = shownSegmentation();
    return segmentation.groups.flatMap((group) => {
      const wanted = group.segments.filter(({ visible, outline }) => visible && outline);
      if (wanted.length === 0) return [];
      const byValue = this.knownOutlines(name, group, crosshairIjk);
      const dashed = group.groupId !== segmentation.activeGroupId;
      return wanted.flatMap(({ value, colour }) => {
        const segments = byValue.get(value);
        return segments ? [{ segments, colour, dashed }] : [];
      });
    });
  }

  private knownOutlines(name: PlaneName, { groupId, map }: SegmentGroup, crosshairIjk: Vec3) {
    const { sliceAxis, rightAxis, upAxis } = this.scan.planes[name];
    const slice = crosshairIjk[sliceAxis]!;
    const key = `${name} ${groupId}`;
    const known = this.outlines.get(key);
    if (known?.map === map && known.slice === slice) return known.byValue;
    const { shapeIjk } = this.scan.info.grid;
    const byValue = maskOutlines(map.labels, shapeIjk, map.box, sliceAxis, slice, rightAxis, upAxis);
    this.outlines.set(key, { map, slice, byValue });
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
