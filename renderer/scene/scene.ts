import type { VolumePreset } from '../display/volumePresets.ts';
import type { PaneSize } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import type { OverlayContent } from '../overlay/drawOverlay.ts';
import { useCompare } from '../stores/compare.ts';
import type { StagePane } from '../stores/layout.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { activeGroup, shownSegmentation } from '../stores/segmentation.ts';
import { useVolume } from '../stores/volume.ts';
import { ComparedView } from './comparedView.ts';
import { followStores } from './followStores.ts';
import { PictureQueue } from './pictureQueue.ts';
import { PlanesView } from './planesView.ts';
import { paintPreview } from './presetPreview.ts';
import type { PlaneElements } from './scanPlane.ts';
import { paintVolumePicture } from './volumePicture.ts';
import { SliceProgram } from './sliceProgram.ts';
import { isSoftwareRenderer, Stage, type PaneRect } from './stage.ts';
import { StaleParts } from './staleParts.ts';
import { VolumePainter } from './volumePainter.ts';
import { VolumeView } from './volumeView.ts';
import { applyPose } from './vtkCamera.ts';
import { warmUp } from './warmUp.ts';

/** The 3D picture waits this long after the last thing that moved before it is refined. */
const restMs = 180;

/** The stage's size and the panes on it, in CSS pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rects: Readonly<Partial<Record<StagePane, PaneRect>>>;
}

/**
 * Everything that is drawn with WebGL, for the scan that the stores hold. Each frame draws only what changed: the
 * slices first, the 3D picture when nothing else moves.
 */
export class Scene {
  private readonly stage: Stage;
  private readonly software: boolean;
  private readonly painter: VolumePainter;
  private readonly program: SliceProgram;
  private readonly elements: Readonly<Record<PlaneName, PlaneElements>>;
  private planes: PlanesView | null = null;
  private readonly compared: ComparedView;
  private volume: VolumeView | null = null;
  private scan: OpenScan | null = null;
  private readonly stale = new StaleParts();
  /** What the canvas shows is of another layout or scan. */
  private blank = true;
  private readonly previews = new Map<string, ImageData>();
  private lastMove = 0;
  private frame = 0;
  private readonly warmingUp: number;
  private warm = false;
  private laidOut: Layout = { width: 1, height: 1, rects: {} };
  /** By how much finer than the screen the panes are drawn, for a picture. */
  private pictureScale = 1;
  private readonly pictures = new PictureQueue((scale) => this.drawAt(scale));
  private readonly unfollow: () => void;

  constructor(canvas: HTMLCanvasElement, elements: Readonly<Record<PlaneName | 'compared', PlaneElements>>) {
    this.stage = new Stage(canvas);
    this.software = isSoftwareRenderer(this.stage.gl);
    this.painter = new VolumePainter(this.stage, this.software);
    this.program = new SliceProgram(this.stage.gl);
    this.elements = elements;
    this.compared = new ComparedView(this.stage, this.program, elements.compared);
    this.unfollow = followStores({
      stale: this.stale,
      setScan: (scan) => this.setScan(scan),
      syncSurfaces: () => this.syncSurfaces(),
      showPose: () => this.showPose(),
      showVolume: () => this.showVolume(),
      moved: () => this.moved(),
      schedule: () => this.schedule(),
    });
    this.setScan(useScan.getState().scan);
    this.warmingUp = requestIdleCallback(() => this.warmUp());
  }

  layOut(layout: Layout): void {
    this.laidOut = layout;
    const { width, height, rects } = layout;
    this.stage.layOut(width, height, window.devicePixelRatio * this.pictureScale, rects);
    const volumeRect = rects['3d'];
    if (volumeRect) useVolume.setState({ aspect: volumeRect.width / volumeRect.height });
    if (rects.compared) useCompare.setState({ paneSize: rects.compared });
    this.blank = true;
    this.redrawAll();
  }

  /** What a preset makes of the scan, seen from the front: a small picture; null until the volume is there. */
  presetPreview(preset: VolumePreset): ImageData | null {
    const { scan, volume } = this;
    if (!scan || !volume?.loaded) return null;
    const known = this.previews.get(preset.id);
    if (known) return known;
    const preview = paintPreview(this.stage, volume, scan.info.grid, preset);
    this.previews.set(preset.id, preview);
    this.showVolume();
    return preview;
  }

  /**
   * Draws all panes at `scale` times the resolution of the screen, hands over the canvas once everything is on it, in 3D at its
   * finest, and goes back. Pictures are made one after the other.
   */
  picture<T>(scale: number, take: (canvas: HTMLCanvasElement) => T): Promise<T> {
    return this.pictures.take(scale, () => take(this.stage.canvas));
  }

  /** The 3D view as it is on show, with its surfaces, in device pixels; null until it is there. */
  volumePicture(size: PaneSize): ImageData | null {
    const { scan, volume } = this;
    if (!scan || !volume?.loaded) return null;
    return paintVolumePicture(this.stage, this.painter, scan.info.grid, size);
  }

  /** Where a pane lies on the stage, in CSS pixels; undefined where it is not shown. */
  rect(pane: StagePane): PaneRect | undefined {
    return this.stage.rect(pane);
  }

  /** What lies over the slice of a plane; null where that is not shown. */
  overlayOf(plane: PlaneName | 'compared'): OverlayContent | null {
    if (plane === 'compared') return this.compared.overlay();
    return this.planes?.overlayOf(plane) ?? null;
  }

  dispose(): void {
    this.pictures.lost();
    cancelAnimationFrame(this.frame);
    cancelIdleCallback(this.warmingUp);
    this.unfollow();
    // With a lost context everything on the graphics processor is gone already, and vtk trips over trying to free it.
    if (this.stage.gl.isContextLost()) return;
    this.planes?.dispose();
    this.compared.dispose();
    this.volume?.dispose();
    this.painter.dispose();
    this.program.dispose();
    this.stage.dispose();
  }

  private drawAt(scale: number): void {
    if (this.pictureScale !== scale) {
      this.pictureScale = scale;
      this.painter.setPatience(scale > 1 ? 'picture' : 'screen');
      this.layOut(this.laidOut);
    }
    this.schedule();
  }

  /** Once, and before there is anything in the 3D pane. */
  private warmUp(): void {
    if (this.warm || this.volume?.loaded || !this.stage.rect('3d')) return;
    this.warm = true;
    warmUp(this.stage, this.software);
    this.redrawAll();
  }

  private setScan(scan: OpenScan | null): void {
    if (this.scan === scan) return;
    this.planes?.dispose();
    this.volume?.dispose();
    this.planes = null;
    this.volume = null;
    this.scan = scan;
    this.blank = true;
    this.stale.volume = 'no';
    this.painter.forget();
    this.previews.clear();
    delete this.stage.canvas.dataset.volumeShape;
    if (scan) {
      this.planes = new PlanesView(this.stage, this.program, scan, this.elements);
      const volume = new VolumeView(this.stage, scan);
      this.volume = volume;
      this.showPose();
      void volume.load(this.software).then(() => {
        if (this.volume !== volume) return;
        this.syncSurfaces();
        this.showVolume();
        this.stage.canvas.dataset.volumeShape = String(volume.renderedShapeIjk);
      });
    }
    this.redrawAll();
  }

  /** Draws the volume as the store says that it is to look. */
  private showVolume(): void {
    const { preset, shiftHu, volumeVisible, surfaceOpacity, clipBox, clipsSurfaces } = useVolume.getState();
    this.volume?.setPreset(preset, shiftHu);
    this.volume?.setVolumeVisible(volumeVisible);
    this.volume?.setClipBox(clipBox, clipsSurfaces);
    this.painter.setSurfaceOpacity(surfaceOpacity);
    this.stale.volume = 'coarse';
    this.moved();
  }

  private showPose(): void {
    const { pose } = useVolume.getState();
    if (!this.scan || !pose) return;
    applyPose(this.stage.renderer.getActiveCamera(), pose, this.scan.info.grid);
    this.stale.volume = 'coarse';
    this.moved();
  }

  /** @returns whether the surfaces in the picture are others than before */
  private syncSurfaces(): boolean {
    const group = activeGroup(shownSegmentation());
    const shown = (group?.segments ?? []).flatMap(({ value, colour, visible }) => {
      const surface = visible && group?.surfaces[value];
      return surface ? [{ surface, colour }] : [];
    });
    return this.volume?.setSurfaces(shown) ?? false;
  }

  private moved(): void {
    this.lastMove = performance.now();
    this.schedule();
  }

  private redrawAll(): void {
    this.stale.allPlanes();
    if (this.volume?.loaded) this.stale.volume = 'coarse';
    this.schedule();
  }

  private schedule(): void {
    this.stage.canvas.dataset.settled = 'false';
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.drawFrame();
    });
  }

  private drawFrame(): void {
    const cleared = this.blank;
    if (cleared) this.clear();
    this.blank = false;
    if (this.stale.slices.size > 0) this.planes?.draw(this.stale.slices);
    const slicesMoved = this.stale.slices.size > 0;
    if (this.stale.overlays.size > 0) this.planes?.drawOverlays(this.stale.overlays);
    if (this.stale.compared) this.compared.draw();
    this.stale.compared = false;
    this.stale.slices.clear();
    this.stale.overlays.clear();
    if (!slicesMoved || cleared) this.drawVolume();
    if (this.volumeWaits()) this.schedule();
    else if (this.volume?.loaded !== false && this.frame === 0) this.pictures.drawn();
    this.stateWhetherSettled();
  }

  /** Blackens what lies between and under the panes; the last 3D picture stays until the next is painted. */
  private clear(): void {
    this.stage.clear();
    const rect = this.stage.rect('3d');
    if (rect && this.volume?.loaded) this.painter.showAgain(rect);
  }

  /** `data-settled` on the canvas: "true" once all that is to be seen is drawn, in 3D at its finest. */
  private stateWhetherSettled(): void {
    const settled = this.volume?.loaded === true && this.stale.volume === 'no' && this.frame === 0;
    this.stage.canvas.dataset.settled = String(settled);
  }

  /** The 3D picture is stale and may be painted: not while Segment wants the processor. */
  private volumeWaits(): boolean {
    return !!this.volume?.loaded && this.stale.volume !== 'no' && !shownSegmentation().run;
  }

  private drawVolume(): void {
    if (!this.volume || !this.volumeWaits() || this.painter.isBusy()) return;
    if (this.stale.volume === 'coarse') {
      this.painter.paintCoarse();
      this.stale.volume = 'fine';
      this.stage.canvas.dataset.triangles = String(this.volume.triangles);
    } else if (performance.now() - this.lastMove > restMs) {
      if (this.painter.refine()) this.stale.volume = 'no';
    }
  }
}
