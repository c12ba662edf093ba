import './vtkProfile.ts';
import vtkRenderWindowInteractor from '@kitware/vtk.js/Rendering/Core/RenderWindowInteractor';
import vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer';
import vtkRenderWindow from '@kitware/vtk.js/Rendering/Core/RenderWindow';
import vtkOpenGLRenderWindow from '@kitware/vtk.js/Rendering/OpenGL/RenderWindow';
import type { StagePane } from '../stores/layout.ts';

/** Where a pane lies on the canvas, in CSS pixels from its top left corner. */
export interface PaneRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The same in device pixels from the canvas's lower left corner, as WebGL counts. */
export interface DeviceRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Not in vtk's types. */
type WithShaderCache = vtkOpenGLRenderWindow & {
  getShaderCache(): { setLastShaderProgramBound(program: null): void };
};

/**
 * The one canvas under all panes, and its one WebGL context: vtk's render window for the 3D pane, the slice program
 * for the planes. The canvas keeps what was drawn, so a frame redraws only the panes that changed.
 */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly gl: WebGL2RenderingContext;
  readonly view: vtkOpenGLRenderWindow;
  /** Of the 3D pane. */
  readonly renderer = vtkRenderer.newInstance({ background: [0, 0, 0] });
  private readonly renderWindow = vtkRenderWindow.newInstance();
  private readonly interactor = vtkRenderWindowInteractor.newInstance();
  private rects: Readonly<Partial<Record<StagePane, PaneRect>>> = {};
  private pixelRatio = 1;
  private volumeWanted = false;

  /** @throws Error where the browser gives no WebGL 2 context */
  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    // Taken before vtk asks for it: kept between frames, and without multisampling, which blitting can't target.
    const gl = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: true,
      preserveDrawingBuffer: true,
      powerPreference: 'high-performance',
    });
    if (!gl) throw new Error('WebGL 2 is not available.');
    this.gl = gl;
    this.view = vtkOpenGLRenderWindow.newInstance({ canvas });
    this.renderWindow.addView(this.view);
    this.renderWindow.addRenderer(this.renderer);
    // Pointer and keys are handled by interaction/; vtk's volume mapper only asks whether an animation runs.
    this.interactor.setView(this.view);
    this.renderWindow.setInteractor(this.interactor);
    this.view.initialize();
  }

  /** The pane's place, or undefined while it is not shown. */
  rect(pane: StagePane): PaneRect | undefined {
    return this.rects[pane];
  }

  /** Sizes the canvas and lays the panes out on it; panes without a place are not drawn. */
  layOut(
    width: number,
    height: number,
    pixelRatio: number,
    rects: Readonly<Partial<Record<StagePane, PaneRect>>>,
  ): void {
    this.rects = rects;
    this.pixelRatio = pixelRatio;
    const [w, h] = [
      Math.max(1, Math.round(width * pixelRatio)),
      Math.max(1, Math.round(height * pixelRatio)),
    ];
    this.view.setSize(w, h);
    const rect = rects['3d'];
    if (!rect) return;
    // vtk's viewport: fractions of the canvas from its lower left corner, here on whole device pixels.
    const place = this.devicePixels(rect);
    this.renderer.setViewport(
      place.x / w,
      place.y / h,
      (place.x + place.width) / w,
      (place.y + place.height) / h,
    );
  }

  /** Draws the 3D pane and leaves the others as they are. */
  drawVolume(): void {
    this.renderer.setDraw(this.volumeWanted || this.rects['3d'] !== undefined);
    this.view.traverseAllPasses();
  }

  /** Has `drawVolume` draw within `draw` though the 3D pane is not on show. */
  withVolumeDrawn(draw: () => void): void {
    this.volumeWanted = true;
    draw();
    this.volumeWanted = false;
  }

  /** Blackens the canvas, and lets vtk free the textures of what is no longer in the scene. */
  clear(): void {
    this.blacken();
    this.renderer.setDraw(false);
    this.view.traverseAllPasses();
  }

  /** All of the canvas, or of the framebuffer that is bound. */
  blacken(): void {
    const { gl } = this;
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  /** To be called after drawing without vtk, which remembers the program that it bound last. */
  forgetVtkState(): void {
    (this.view as WithShaderCache).getShaderCache().setLastShaderProgramBound(null);
  }

  devicePixels(rect: PaneRect): DeviceRect {
    const x = Math.round(rect.left * this.pixelRatio);
    const right = Math.round((rect.left + rect.width) * this.pixelRatio);
    const top = Math.round(rect.top * this.pixelRatio);
    const bottom = Math.round((rect.top + rect.height) * this.pixelRatio);
    return { x, y: this.canvas.height - bottom, width: right - x, height: bottom - top };
  }

  /** Frees every vtk object, and with the context every texture. */
  dispose(): void {
    this.renderWindow.removeRenderer(this.renderer);
    this.renderer.delete();
    this.interactor.delete();
    this.renderWindow.removeView(this.view);
    this.view.delete();
    this.renderWindow.delete();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}

/** True where WebGL is drawn by the processor: right, but slow enough to change what is drawn when. */
export function isSoftwareRenderer(gl: WebGL2RenderingContext): boolean {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
