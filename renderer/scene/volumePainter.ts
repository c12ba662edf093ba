import vtkFramebuffer from '@kitware/vtk.js/Rendering/OpenGL/Framebuffer';
import type { PaneRect, Stage } from './stage.ts';

/** How long one piece of the 3D picture may keep the graphics processor from everything else, in ms. */
const budgetMs = 60;
const smallestScale = 0.2;

/**
 * Paints the 3D pane in pieces that never hold up the slices for long: while the view moves, a smaller picture
 * enlarged to the pane; at rest the full one, strip by strip. How small and how many follows from the time that
 * pieces take, so a graphics card draws the whole pane at once and a processor sixteen strips of it.
 */
export class VolumePainter {
  private readonly stage: Stage;
  private readonly framebuffer = vtkFramebuffer.newInstance();
  private scale: number;
  private fence: { sync: WebGLSync; startedAt: number; done: (ms: number) => void } | null = null;
  private strip = 0;
  private strips = 1;

  constructor(stage: Stage, software: boolean) {
    this.stage = stage;
    this.scale = software ? 0.25 : 1;
    this.framebuffer.setOpenGLRenderWindow(stage.view);
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

  /** Paints the whole pane at the scale that the budget allows. */
  paintCoarse(): void {
    const rect = this.stage.rect('3d');
    if (!rect) return;
    this.strip = 0;
    const { gl, canvas } = this.stage;
    const startedAt = performance.now();
    if (this.scale >= 1) {
      this.stage.drawVolume();
    } else {
      const width = Math.max(1, Math.round(canvas.width * this.scale));
      const height = Math.max(1, Math.round(canvas.height * this.scale));
      const size = this.framebuffer.getSize();
      this.framebuffer.saveCurrentBindingsAndBuffers();
      if (!size || size[0] !== width || size[1] !== height) {
        this.framebuffer.create(width, height);
        this.framebuffer.populateFramebuffer();
      }
      this.framebuffer.bind();
      this.stage.drawVolume();
      this.framebuffer.restorePreviousBindingsAndBuffers();
      this.enlarge(rect, width / canvas.width, height / canvas.height);
    }
    const { scale } = this;
    this.setFence(startedAt, (ms) => {
      this.strips = Math.min(32, Math.max(1, Math.ceil(ms / scale ** 2 / budgetMs)));
      this.scale = Math.min(1, Math.max(smallestScale, scale * Math.sqrt(budgetMs / Math.max(ms, 1))));
    });
    gl.flush();
  }

  /** Paints the next strip at full size. @returns true once the last one is painted */
  paintNextStrip(): boolean {
    const rect = this.stage.rect('3d');
    if (!rect) return true;
    const renderer = this.stage.renderer;
    const camera = renderer.getActiveCamera();
    const [left, bottom, right, top] = renderer.getViewport() as unknown as number[] as [
      number,
      number,
      number,
      number,
    ];
    const viewAngle = camera.getViewAngle();
    const startedAt = performance.now();
    const from = this.strips - 1 - this.strip;
    // The strip's own camera: the same eye, an angle that spans the strip, its middle off the axis.
    const { edge, share } = this.stripEdges(bottom, top, from);
    renderer.setViewport(left, edge[0], right, edge[1]);
    camera.setViewAngle((Math.atan(Math.tan((viewAngle * Math.PI) / 360) * share) * 360) / Math.PI);
    const middle = ((edge[0] + edge[1]) / 2 - (bottom + top) / 2) / ((top - bottom) / 2);
    camera.setWindowCenter(0, middle / share);
    this.stage.drawVolume();
    camera.setWindowCenter(0, 0);
    camera.setViewAngle(viewAngle);
    renderer.setViewport(left, bottom, right, top);
    this.setFence(startedAt, () => undefined);
    this.stage.gl.flush();
    this.strip += 1;
    if (this.strip < this.strips) return false;
    this.strip = 0;
    return true;
  }

  dispose(): void {
    if (this.fence) this.stage.gl.deleteSync(this.fence.sync);
    this.fence = null;
    this.framebuffer.releaseGraphicsResources();
    this.framebuffer.delete();
  }

  /** Strip `index` from below, on whole device pixels, as fractions of the canvas and as a share of the pane. */
  private stripEdges(bottom: number, top: number, index: number): { edge: [number, number]; share: number } {
    const { height } = this.stage.canvas;
    const at = (n: number) =>
      Math.round(bottom * height + ((top - bottom) * height * n) / this.strips) / height;
    const edge: [number, number] = [at(index), at(index + 1)];
    return { edge, share: (edge[1] - edge[0]) / (top - bottom) };
  }

  private enlarge(rect: PaneRect, horizontal: number, vertical: number): void {
    const { gl } = this.stage;
    const { x, y, width, height } = this.stage.devicePixels(rect);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.framebuffer.getGLFramebuffer());
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.disable(gl.SCISSOR_TEST);
    gl.blitFramebuffer(
      Math.round(x * horizontal),
      Math.round(y * vertical),
      Math.round((x + width) * horizontal),
      Math.round((y + height) * vertical),
      x,
      y,
      x + width,
      y + height,
      gl.COLOR_BUFFER_BIT,
      gl.LINEAR,
    );
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  private setFence(startedAt: number, done: (ms: number) => void): void {
    const { gl } = this.stage;
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (this.fence) gl.deleteSync(this.fence.sync);
    this.fence = sync && { sync, startedAt, done };
  }
}
