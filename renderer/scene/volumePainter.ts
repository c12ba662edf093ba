import vtkFramebuffer, {
  type vtkFramebuffer as Framebuffer,
} from '@kitware/vtk.js/Rendering/OpenGL/Framebuffer';
import type { PaneRect, Stage } from './stage.ts';
import { SurfaceBlending } from './surfaceBlending.ts';

/** How long one piece of the 3D picture may keep the graphics processor from everything else, in ms. */
const pieceMs = 60;
/** How long the picture may take altogether, in ms, at rest on screen and for a file: beyond that it is painted smaller. */
const patiencesMs = { screen: 2500, picture: 8000 } as const;
const smallestScale = 0.2;
const mostStrips = 48;

/**
 * Paints the 3D pane in pieces that never hold up the slices for long: while the view moves, a small picture
 * enlarged to the pane; at rest a finer one, strip by strip and shown when it is complete. How small and how many
 * follows from the time that pieces take: a graphics card paints every picture at once and at full size.
 */
export class VolumePainter {
  private readonly stage: Stage;
  private readonly coarse = vtkFramebuffer.newInstance();
  private readonly fine = vtkFramebuffer.newInstance();
  private readonly blending: SurfaceBlending;
  private coarseScale: number;
  private patienceMs: number = patiencesMs.screen;
  /** What the whole pane takes at full size, in ms, by the last coarse picture. */
  private fullMs = 0;
  private strip = 0;
  /** The picture on the canvas, and which part of its framebuffer is the pane's. */
  private shown: {
    readonly framebuffer: Framebuffer;
    readonly source: readonly [number, number, number, number];
  } | null = null;
  /** 0 to 1: how much of what lies behind a surface is hidden by it. */
  private surfaceOpacity = 1;
  private fence: { sync: WebGLSync; startedAt: number; done: (ms: number) => void } | null = null;

  constructor(stage: Stage, software: boolean) {
    this.stage = stage;
    this.coarseScale = software ? 0.25 : 1;
    this.coarse.setOpenGLRenderWindow(stage.view);
    this.fine.setOpenGLRenderWindow(stage.view);
    this.blending = new SurfaceBlending(stage);
  }

  setSurfaceOpacity(opacity: number): void {
    this.surfaceOpacity = opacity;
  }

  setPatience(kind: keyof typeof patiencesMs): void {
    this.patienceMs = patiencesMs[kind];
  }

  /** Draws the 3D view into a framebuffer that is bound, with see-through surfaces. */
  paintOnto(framebuffer: Framebuffer): void {
    this.blending.draw(framebuffer, this.surfaceOpacity);
  }

  /** True while the graphics processor still works on the last piece: painting on would only queue up. */
  isBusy(): boolean {
    if (!this.fence) return false;
    const { gl } = this.stage;
    const { sync, startedAt, done } = this.fence;
    if (gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.SIGNALED) return true;
    gl.deleteSync(sync);
    this.fence = null;
    done(performance.now() - startedAt);
    return false;
  }

  /** Paints the whole pane as large as can be done in one piece, and starts its refinement from the beginning. */
  paintCoarse(): void {
    const rect = this.stage.rect('3d');
    if (!rect) return;
    this.strip = 0;
    const scale = this.coarseScale;
    const startedAt = performance.now();
    this.paintInto(this.coarse, scale, () => this.paintOnto(this.coarse));
    this.enlarge(this.coarse, rect);
    this.setFence(startedAt, (ms) => {
      this.fullMs = ms / scale ** 2;
      this.coarseScale = Math.min(1, Math.max(smallestScale, scale * Math.sqrt(pieceMs / Math.max(ms, 1))));
    });
  }

  /** Paints the next strip of the fine picture. @returns true once the picture is complete and shown */
  refine(): boolean {
    const rect = this.stage.rect('3d');
    if (!rect) return true;
    const scale = Math.max(
      this.coarseScale,
      Math.min(1, Math.sqrt(this.patienceMs / Math.max(this.fullMs, 1))),
    );
    if (scale === 1 && this.coarseScale === 1) return true;
    const strips = Math.min(mostStrips, Math.ceil((this.fullMs * scale ** 2) / pieceMs));
    const startedAt = performance.now();
    this.paintInto(this.fine, scale, (height) => this.drawStrip(strips - 1 - this.strip, strips, height));
    this.strip += 1;
    const complete = this.strip >= strips;
    if (complete) {
      this.strip = 0;
      this.enlarge(this.fine, rect);
    }
    this.setFence(startedAt, () => undefined);
    return complete;
  }

  /** Puts the last picture where the pane is now, until one of its new size is painted. */
  showAgain(rect: PaneRect): void {
    if (!this.shown) return;
    const { gl } = this.stage;
    const { framebuffer, source } = this.shown;
    const { x, y, width, height } = this.stage.devicePixels(rect);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer.getGLFramebuffer());
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.disable(gl.SCISSOR_TEST);
    gl.blitFramebuffer(...source, x, y, x + width, y + height, gl.COLOR_BUFFER_BIT, gl.LINEAR);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  /** The last picture is of nothing that is still to be seen. */
  forget(): void {
    this.shown = null;
  }

  dispose(): void {
    if (this.fence) this.stage.gl.deleteSync(this.fence.sync);
    this.fence = null;
    this.blending.dispose();
    for (const framebuffer of [this.coarse, this.fine]) {
      framebuffer.releaseGraphicsResources();
      framebuffer.delete();
    }
  }

  /** Runs `draw` with vtk drawing into a framebuffer of the canvas's proportions, `height` pixels high. */
  private paintInto(framebuffer: Framebuffer, scale: number, draw: (height: number) => void): void {
    const { canvas } = this.stage;
    const width = Math.max(1, Math.round(canvas.width * scale));
    const height = Math.max(1, Math.round(canvas.height * scale));
    const size = framebuffer.getSize();
    framebuffer.saveCurrentBindingsAndBuffers();
    if (!size || size[0] !== width || size[1] !== height) {
      framebuffer.create(width, height);
      framebuffer.populateFramebuffer();
    }
    framebuffer.bind();
    // Enlarging takes in what lies beside the pane: not the picture of a larger one from before.
    if (this.strip === 0) this.stage.blacken();
    draw(height);
    framebuffer.restorePreviousBindingsAndBuffers();
  }

  /** Draws strip `index` of `strips`, counted from below, of the pane on a canvas `height` pixels high. */
  private drawStrip(index: number, strips: number, height: number): void {
    const { renderer } = this.stage;
    const camera = renderer.getActiveCamera();
    const [left, bottom, right, top] = renderer.getViewport() as unknown as [number, number, number, number];
    const viewAngle = camera.getViewAngle();
    const edge = (n: number) => Math.round(bottom * height + ((top - bottom) * height * n) / strips) / height;
    const [from, to] = [edge(index), edge(index + 1)];
    // The strip's own camera: the same eye, an angle that spans the strip, its middle off the axis.
    const share = (to - from) / (top - bottom);
    const middle = (from + to - bottom - top) / (top - bottom);
    renderer.setViewport(left, from, right, to);
    camera.setViewAngle((Math.atan(Math.tan((viewAngle * Math.PI) / 360) * share) * 360) / Math.PI);
    camera.setWindowCenter(0, middle / share);
    this.blending.draw(this.fine, this.surfaceOpacity);
    camera.setWindowCenter(0, 0);
    camera.setViewAngle(viewAngle);
    renderer.setViewport(left, bottom, right, top);
  }

  /** Copies the pane's part of a framebuffer to the canvas. */
  private enlarge(framebuffer: Framebuffer, rect: PaneRect): void {
    const { canvas } = this.stage;
    const { x, y, width, height } = this.stage.devicePixels(rect);
    const [framebufferWidth, framebufferHeight] = framebuffer.getSize() ?? [0, 0];
    const [across, up] = [framebufferWidth / canvas.width, framebufferHeight / canvas.height];
    const source = [x * across, y * up, (x + width) * across, (y + height) * up].map(Math.round);
    this.shown = { framebuffer, source: source as [number, number, number, number] };
    this.showAgain(rect);
  }

  private setFence(startedAt: number, done: (ms: number) => void): void {
    const { gl } = this.stage;
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (this.fence) gl.deleteSync(this.fence.sync);
    this.fence = sync && { sync, startedAt, done };
    gl.flush();
  }
}
