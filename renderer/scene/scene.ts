import { planeNames, type PlaneName } from '../geometry/planes.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { activeGroup, segmentationStore, shownSegmentation } from '../stores/segmentation.ts';
import { useTools } from '../stores/tools.ts';
import { useViews, type PaneName } from '../stores/views.ts';
import { dolly, faceFront, orbit, panCamera, setReach } from './orbit.ts';
import { PlanesView, type PlaneElements } from './planesView.ts';
import { SliceProgram } from './sliceProgram.ts';
import { isSoftwareRenderer, Stage, type PaneRect } from './stage.ts';
import { VolumePainter } from './volumePainter.ts';
import { VolumeView } from './volumeView.ts';
import { warmUp } from './warmUp.ts';

/** The 3D picture waits this long after the last thing that moved before it is refined. */
const restMs = 180;

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
  private volume: VolumeView | null = null;
  private scan: OpenScan | null = null;
  private readonly staleSlices = new Set<PlaneName>();
  private readonly staleOverlays = new Set<PlaneName>();
  /** What the canvas shows is of another layout or scan. */
  private blank = true;
  private volumeStale: 'no' | 'coarse' | 'fine' = 'no';
  private lastMove = 0;
  private frame = 0;
  private readonly warmingUp: number;
  private warm = false;
  private readonly unsubscribe: (() => void)[] = [];

  constructor(canvas: HTMLCanvasElement, elements: Readonly<Record<PlaneName, PlaneElements>>) {
    this.stage = new Stage(canvas);
    this.software = isSoftwareRenderer(this.stage.gl);
    this.painter = new VolumePainter(this.stage, this.software);
    this.program = new SliceProgram(this.stage.gl);
    this.elements = elements;
    this.followStores();
    this.setScan(useScan.getState().scan);
    this.warmingUp = requestIdleCallback(() => this.warmUp());
  }

  layOut(width: number, height: number, rects: Readonly<Partial<Record<PaneName, PaneRect>>>): void {
    this.stage.layOut(width, height, window.devicePixelRatio, rects);
    this.blank = true;
    this.redrawAll();
  }

  orbit(dx: number, dy: number): void {
    this.moveCamera((camera, height) => orbit(camera, dx, dy, height));
  }

  panVolume(dx: number, dy: number): void {
    this.moveCamera((camera, height) => panCamera(camera, dx, dy, height));
  }

  zoomVolume(factor: number): void {
    const { scan } = this;
    if (scan) this.moveCamera((camera) => dolly(camera, factor, scan.info.grid));
  }

  /** The canvas with what is on it now. */
  get canvas(): HTMLCanvasElement {
    return this.stage.canvas;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    cancelIdleCallback(this.warmingUp);
    for (const stop of this.unsubscribe) stop();
    // With a lost context everything on the graphics processor is gone already, and vtk trips over trying to free it.
    if (this.stage.gl.isContextLost()) return;
    this.planes?.dispose();
    this.volume?.dispose();
    this.painter.dispose();
    this.program.dispose();
    this.stage.dispose();
  }

  private followStores(): void {
    this.unsubscribe.push(
      useScan.subscribe(({ scan }) => this.setScan(scan)),
      useViews.subscribe((now, before) => {
        const { scan } = this;
        if (!scan) return;
        if (now.resetCamera !== before.resetCamera) this.faceFront();
        if (now.volumePreset !== before.volumePreset) this.showVolumePreset();
        for (const name of planeNames) {
          const axis = scan.planes[name].sliceAxis;
          const redraw =
            now.window !== before.window ||
            now.planeViews[name] !== before.planeViews[name] ||
            now.crosshairIjk[axis] !== before.crosshairIjk[axis];
          if (redraw) this.staleSlices.add(name);
          if (redraw || now.crosshairIjk !== before.crosshairIjk) this.staleOverlays.add(name);
          if (now.crosshairVisible !== before.crosshairVisible) this.staleOverlays.add(name);
        }
        if (this.staleOverlays.size > 0) this.moved();
      }),
      useTools.subscribe(() => {
        for (const name of planeNames) this.staleOverlays.add(name);
        this.schedule();
      }),
      segmentationStore.subscribe((now, before) => {
        const [shown, shownBefore] = [shownSegmentation(now), shownSegmentation(before)];
        if (shown.groups !== shownBefore.groups || shown.activeGroupId !== shownBefore.activeGroupId) {
          this.redrawPlanes();
          if (this.syncSurfaces()) this.volumeStale = 'coarse';
        } else if (now.shown !== before.shown) this.redrawPlanes();
        this.schedule();
      }),
    );
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
    this.volumeStale = 'no';
    if (scan) {
      this.planes = new PlanesView(this.stage, this.program, scan, this.elements);
      const volume = new VolumeView(this.stage, scan);
      this.volume = volume;
      this.faceFront();
      void volume.load(this.software).then(() => {
        if (this.volume !== volume) return;
        this.syncSurfaces();
        this.showVolumePreset();
      });
    }
    this.redrawAll();
  }

  private showVolumePreset(): void {
    this.volume?.setPreset(useViews.getState().volumePreset);
    this.volumeStale = 'coarse';
    this.schedule();
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

  private moveCamera(change: (camera: ReturnType<typeof this.camera>, paneHeight: number) => void): void {
    const rect = this.stage.rect('3d');
    if (!this.scan) return;
    change(this.camera(), rect?.height ?? 1);
    setReach(this.camera(), this.scan.info.grid);
    this.volumeStale = 'coarse';
    this.moved();
  }

  private faceFront(): void {
    const { scan } = this;
    const rect = this.stage.rect('3d');
    const aspect = rect ? rect.width / rect.height : 1;
    if (scan) this.moveCamera((camera) => faceFront(camera, scan.info.grid, aspect));
  }

  private camera() {
    return this.stage.renderer.getActiveCamera();
  }

  private moved(): void {
    this.lastMove = performance.now();
    this.schedule();
  }

  private redrawPlanes(): void {
    for (const name of planeNames) {
      this.staleSlices.add(name);
      this.staleOverlays.add(name);
    }
    this.schedule();
  }

  private redrawAll(): void {
    this.redrawPlanes();
    if (this.volume?.loaded) this.volumeStale = 'coarse';
  }

  private schedule(): void {
    this.stage.canvas.dataset.settled = 'false';
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.drawFrame();
    });
  }

  private drawFrame(): void {
    if (this.blank) {
      this.blank = false;
      this.stage.clear();
    }
    if (this.staleSlices.size > 0) this.planes?.draw(this.staleSlices);
    const slicesMoved = this.staleSlices.size > 0;
    if (this.staleOverlays.size > 0) this.planes?.drawOverlays(this.staleOverlays);
    this.staleSlices.clear();
    this.staleOverlays.clear();
    if (!slicesMoved) this.drawVolume();
    if (this.volumeWaits()) this.schedule();
    this.stateWhetherSettled();
  }

  /** `data-settled` on the canvas: "true" once all that is to be seen is drawn, in 3D at its finest. */
  private stateWhetherSettled(): void {
    const settled = this.volume?.loaded === true && this.volumeStale === 'no' && this.frame === 0;
    this.stage.canvas.dataset.settled = String(settled);
  }

  /** The 3D picture is stale and may be painted: not while Segment wants the processor. */
  private volumeWaits(): boolean {
    return !!this.volume?.loaded && this.volumeStale !== 'no' && !shownSegmentation().run;
  }

  private drawVolume(): void {
    if (!this.volume || !this.volumeWaits() || this.painter.isBusy()) return;
    if (this.volumeStale === 'coarse') {
      this.painter.paintCoarse();
      this.volumeStale = 'fine';
    } else if (performance.now() - this.lastMove > restMs) {
      if (this.painter.refine()) this.volumeStale = 'no';
    }
  }
}
