import './vtkProfile.ts';
import vtkRenderWindowInteractor from '@kitware/vtk.js/Rendering/Core/RenderWindowInteractor';
import vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer';
import vtkRenderWindow from '@kitware/vtk.js/Rendering/Core/RenderWindow';
import vtkOpenGLRenderWindow from '@kitware/vtk.js/Rendering/OpenGL/RenderWindow';
import { paneNames, type PaneName } from '../stores/views.ts';

/** Where a pane lies on the canvas, in CSS pixels from its top left corner. */
export interface PaneRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const background: readonly [number, number, number] = [0, 0, 0];

/**
 * The one canvas under all panes: a render window with a renderer a pane. The canvas keeps what was drawn, so a
 * frame redraws only the panes that changed, and one WebGL context serves them all.
 */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly gl: WebGL2RenderingContext;
  readonly view: vtkOpenGLRenderWindow;
  private readonly renderWindow = vtkRenderWindow.newInstance();
  private readonly interactor = vtkRenderWindowInteractor.newInstance();
  private readonly renderers: Readonly<Record<PaneName, vtkRenderer>>;
  private rects: Readonly<Partial<Record<PaneName, PaneRect>>> = {};
  private pixelRatio = 1;

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
    // Pointer and keys are handled by interaction/; vtk's volume mapper only asks whether an animation runs.
    this.interactor.setView(this.view);
    this.renderWindow.setInteractor(this.interactor);
    const add = () => {
      const renderer = vtkRenderer.newInstance({ background: [...background] });
      this.renderWindow.addRenderer(renderer);
      return renderer;
    };
    this.renderers = { axial: add(), coronal: add(), sagittal: add(), '3d': add() };
    this.view.initialize();
  }

  renderer(pane: PaneName): vtkRenderer {
    return this.renderers[pane];
  }

  /** The pane's place, or undefined while it is not shown. */
  rect(pane: PaneName): PaneRect | undefined {
    return this.rects[pane];
  }

  /** Sizes the canvas and lays the panes out on it; panes without a place are not drawn. */
  layOut(
    width: number,
    height: number,
    pixelRatio: number,
    rects: Readonly<Partial<Record<PaneName, PaneRect>>>,
  ): void {
    this.rects = rects;
    this.pixelRatio = pixelRatio;
    const [w, h] = [
      Math.max(1, Math.round(width * pixelRatio)),
      Math.max(1, Math.round(height * pixelRatio)),
    ];
    this.view.setSize(w, h);
    for (const pane of paneNames) {
      const rect = rects[pane];
      if (rect) this.renderers[pane].setViewport(...this.viewport(rect, w, h));
    }
  }

  /** Draws these panes and leaves the others as they are. */
  draw(panes: ReadonlySet<PaneName>): void {
    for (const pane of paneNames) this.renderers[pane].setDraw(panes.has(pane) && !!this.rects[pane]);
    this.view.traverseAllPasses();
  }

  /** The pane's place in device pixels from the canvas's lower left corner, as WebGL counts. */
  devicePixels(rect: PaneRect): { x: number; y: number; width: number; height: number } {
    const x = Math.round(rect.left * this.pixelRatio);
    const right = Math.round((rect.left + rect.width) * this.pixelRatio);
    const top = Math.round(rect.top * this.pixelRatio);
    const bottom = Math.round((rect.top + rect.height) * this.pixelRatio);
    return { x, y: this.canvas.height - bottom, width: right - x, height: bottom - top };
  }

  /** Blackens the canvas, and lets vtk free the textures of what is no longer in a scene. */
  clear(): void {
    const { gl } = this;
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.draw(new Set());
  }

  /** Frees every vtk object, and with the context every texture. */
  dispose(): void {
    for (const pane of paneNames) {
      this.renderWindow.removeRenderer(this.renderers[pane]);
      this.renderers[pane].delete();
    }
    this.interactor.delete();
    this.renderWindow.removeView(this.view);
    this.view.delete();
    this.renderWindow.delete();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  /** vtk's viewport: fractions of the canvas from its lower left corner, on whole device pixels. */
  private viewport(rect: PaneRect, width: number, height: number): [number, number, number, number] {
    const { x, y, width: w, height: h } = this.devicePixels(rect);
    return [x / width, y / height, (x + w) / width, (y + h) / height];
  }
}

/** True where WebGL is drawn by the processor: right, but slow enough to change what is drawn when. */
export function isSoftwareRenderer(gl: WebGL2RenderingContext): boolean {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
