import vtkFramebuffer, {
  type vtkFramebuffer as Framebuffer,
} from '@kitware/vtk.js/Rendering/OpenGL/Framebuffer';
import { createProgram } from './glProgram.ts';
import type { Stage } from './stage.ts';

const vertexShader = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0, 0.0, 1.0);
}`;

const fragmentShader = `#version 300 es
precision highp float;
uniform sampler2D picture;
out vec4 colour;

void main() {
  colour = texelFetch(picture, ivec2(gl_FragCoord.xy), 0);
}`;

/**
 * Draws see-through surfaces in a volume: the picture without the surfaces and the one with them, mixed by their
 * opacity. What is before the surface is the same in both; what is behind it shows through. vtk's own translucent
 * pass has a volume end at the surface, and draws at the canvas's size only.
 */
export class SurfaceBlending {
  private readonly stage: Stage;
  private readonly withSurfaces = vtkFramebuffer.newInstance();
  private program: WebGLProgram | null = null;

  constructor(stage: Stage) {
    this.stage = stage;
    this.withSurfaces.setOpenGLRenderWindow(stage.view);
  }

  /** Draws the 3D pane into `target`, the framebuffer that is bound, where the renderer's viewport lies. */
  draw(target: Framebuffer, opacity: number): void {
    const { stage } = this;
    const actors = stage.renderer.getActors();
    if (opacity >= 1 || actors.length === 0) {
      stage.drawVolume();
      return;
    }
    for (const actor of actors) actor.setVisibility(false);
    stage.drawVolume();
    for (const actor of actors) actor.setVisibility(true);
    const size = target.getSize();
    if (opacity <= 0 || !size) return;
    const { withSurfaces } = this;
    withSurfaces.saveCurrentBindingsAndBuffers();
    const known = withSurfaces.getSize();
    if (!known || known[0] !== size[0] || known[1] !== size[1]) {
      withSurfaces.create(...size);
      withSurfaces.populateFramebuffer();
    }
    withSurfaces.bind();
    stage.drawVolume();
    withSurfaces.restorePreviousBindingsAndBuffers();
    this.mix(size, opacity);
  }

  dispose(): void {
    if (this.program) this.stage.gl.deleteProgram(this.program);
    this.withSurfaces.releaseGraphicsResources();
    this.withSurfaces.delete();
  }

  /** Lays the picture with the surfaces over the other, within the renderer's viewport. */
  private mix([width, height]: readonly [number, number], opacity: number): void {
    const { gl, renderer } = this.stage;
    const [left, bottom, right, top] = renderer.getViewport() as unknown as [number, number, number, number];
    const [x, y] = [Math.round(left * width), Math.round(bottom * height)];
    this.program ??= createProgram(gl, vertexShader, fragmentShader);
    gl.bindVertexArray(null);
    gl.viewport(0, 0, width, height);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(x, y, Math.round(right * width) - x, Math.round(top * height) - y);
    gl.disable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendColor(0, 0, 0, opacity);
    gl.blendFunc(gl.CONSTANT_ALPHA, gl.ONE_MINUS_CONSTANT_ALPHA);
    gl.useProgram(this.program);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.withSurfaces.getColorTexture().getHandle());
    gl.uniform1i(gl.getUniformLocation(this.program, 'picture'), 0);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.useProgram(null);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.DEPTH_TEST);
    this.stage.forgetVtkState();
  }
}
