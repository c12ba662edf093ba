import type { Vec3 } from '../../main/contract/geometry.ts';
import { sliceAxes, sliceVoxels } from '../geometry/sliceVoxels.ts';
import { toRgb } from '../display/colours.ts';
import type { Segment } from '../stores/segmentation.ts';

/** The slice of a volume that a plane shows, as an integer texture; only another slice or volume is sent again. */
export class SliceTexture<T extends Int16Array | Uint8Array> {
  readonly texture: WebGLTexture;
  readonly columns: number;
  readonly rows: number;
  private readonly gl: WebGL2RenderingContext;
  private readonly shapeIjk: Vec3;
  private readonly sliceAxis: number;
  private readonly ArrayType: new (length: number) => T;
  private readonly scratch: T;
  private made: T | null = null;
  private sent: { readonly of: unknown; readonly made: boolean; readonly slice: number } | null = null;

  /** @param empty an array of the volume's type, of length 0 */
  constructor(gl: WebGL2RenderingContext, shapeIjk: Vec3, sliceAxis: number, empty: T) {
    this.gl = gl;
    this.shapeIjk = shapeIjk;
    this.sliceAxis = sliceAxis;
    const [column, row] = sliceAxes(sliceAxis);
    this.columns = shapeIjk[column]!;
    this.rows = shapeIjk[row]!;
    this.ArrayType = empty.constructor as new (length: number) => T;
    this.scratch = new this.ArrayType(sliceAxis === 2 ? 0 : this.columns * this.rows);
    this.texture = integerTexture(
      gl,
      empty instanceof Int16Array ? gl.R16I : gl.R8UI,
      this.columns,
      this.rows,
    );
  }

  /** @param of what tells that the voxels are the same as last time: another object where they were changed in place */
  show(voxels: T, slice: number, of: unknown = voxels): void {
    if (this.isSent(of, false, slice)) return;
    this.send(sliceVoxels(voxels, this.shapeIjk, this.sliceAxis, slice, this.scratch));
  }

  /** A slice that `make` writes. */
  showMade(of: unknown, slice: number, make: (into: T) => void): void {
    if (this.isSent(of, true, slice)) return;
    const pixels = this.made ?? new this.ArrayType(this.columns * this.rows);
    this.made = pixels;
    make(pixels);
    this.send(pixels);
  }

  private isSent(of: unknown, made: boolean, slice: number): boolean {
    const { sent } = this;
    if (sent && sent.of === of && sent.made === made && sent.slice === slice) return true;
    this.sent = { of, made, slice };
    return false;
  }

  private send(pixels: T): void {
    const { gl } = this;
    const signed = pixels instanceof Int16Array;
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texSubImage2D(
      gl.TEXTURE_2D,
      0,
      0,
      0,
      this.columns,
      this.rows,
      gl.RED_INTEGER,
      signed ? gl.SHORT : gl.UNSIGNED_BYTE,
      pixels,
    );
  }

  dispose(): void {
    this.gl.deleteTexture(this.texture);
    this.sent = null;
  }
}

/** Stands in for the labels where there are none: a single voxel that carries label 0. */
export function noLabels(gl: WebGL2RenderingContext): WebGLTexture {
  return integerTexture(gl, gl.R8UI, 1, 1);
}

/** The colours of the 256 labels; label 0 and labels without a class are see-through. */
export class LabelColours {
  readonly texture: WebGLTexture;
  private readonly gl: WebGL2RenderingContext;

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 256, 1);
    fetchOnly(gl);
  }

  set(segments: readonly Segment[]): void {
    const { gl } = this;
    const table = new Uint8Array(256 * 4);
    for (const { value, colour, visible, opacity } of segments) {
      if (!visible) continue;
      table.set(
        [...toRgb(colour), opacity].map((part) => Math.round(part * 255)),
        value * 4,
      );
    }
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 256, 1, gl.RGBA, gl.UNSIGNED_BYTE, table);
  }

  dispose(): void {
    this.gl.deleteTexture(this.texture);
  }
}

function integerTexture(
  gl: WebGL2RenderingContext,
  format: GLenum,
  width: number,
  height: number,
): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  fetchOnly(gl);
  return texture;
}

/** Integer textures can't be filtered, and a texture that asks for it is not complete. */
function fetchOnly(gl: WebGL2RenderingContext): void {
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
}
