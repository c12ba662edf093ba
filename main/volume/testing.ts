import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import type { Affine, Vec3 } from '../contract/geometry.ts';

/** NIfTI-1 datatype codes (nifti1.h) with what writes one value of each. */
const writers = {
  uint8: [2, 1, 'setUint8'],
  int16: [4, 2, 'setInt16'],
  int32: [8, 4, 'setInt32'],
  float32: [16, 4, 'setFloat32'],
  float64: [64, 8, 'setFloat64'],
  int8: [256, 1, 'setInt8'],
  uint16: [512, 2, 'setUint16'],
  uint32: [768, 4, 'setUint32'],
} as const;

export interface NiftiContent {
  readonly shape: readonly number[];
  /** Stored values, i fastest; zeros if left out. */
  readonly values?: ArrayLike<number>;
  readonly datatype?: keyof typeof writers;
  /** Overrides the datatype's code, to write files that no reader should accept. */
  readonly datatypeCode?: number;
  readonly littleEndian?: boolean;
  readonly slope?: number;
  readonly intercept?: number;
  readonly spacingMm?: Vec3;
  readonly sform?: Affine;
  readonly qform?: { readonly bcd: Vec3; readonly offset: Vec3; readonly qfac: 1 | -1 };
  readonly magic?: string;
}

/** The bytes of a NIfTI-1 file, written field by field from nifti1.h: what the reader is tested with. */
export function niftiBytes(content: NiftiContent): Buffer {
  const { shape, littleEndian: little = true, spacingMm = [1, 1, 1] } = content;
  const [code, width, write] = writers[content.datatype ?? 'int16'];
  const count = shape.reduce((a, b) => a * Math.max(b, 0), 1);
  const bytes = Buffer.alloc(352 + count * width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setInt32(0, 348, little);
  view.setInt16(40, shape.length, little);
  for (let axis = 0; axis < 7; axis++) view.setInt16(42 + 2 * axis, shape[axis] ?? 1, little);
  view.setInt16(70, content.datatypeCode ?? code, little);
  view.setInt16(72, width * 8, little);
  view.setFloat32(76, content.qform?.qfac ?? 1, little);
  spacingMm.forEach((mm, axis) => view.setFloat32(80 + 4 * axis, mm, little));
  view.setFloat32(108, 352, little);
  view.setFloat32(112, content.slope ?? 0, little);
  view.setFloat32(116, content.intercept ?? 0, little);
  view.setUint8(123, 2);
  bytes.write('made for a test', 148, 'latin1');
  if (content.qform) {
    view.setInt16(252, 1, little);
    [...content.qform.bcd, ...content.qform.offset].forEach((x, n) =>
      view.setFloat32(256 + 4 * n, x, little),
    );
  }
  if (content.sform) {
    view.setInt16(254, 1, little);
    content.sform.slice(0, 12).forEach((x, n) => view.setFloat32(280 + 4 * n, x, little));
  }
  bytes.write(content.magic ?? 'n+1', 344, 'latin1');
  const { values } = content;
  if (values) for (let n = 0; n < count; n++) view[write](352 + n * width, values[n], little);
  return bytes;
}

/** A folder for one test file, removed after its tests. */
export function temporaryFolder() {
  const folder = mkdtemp(join(tmpdir(), 'volscope-test-'));
  afterAll(async () => rm(await folder, { recursive: true }));
  const path = async (name: string) => join(await folder, name);
  return {
    path,
    write: async (name: string, content: Uint8Array) => {
      const place = await path(name);
      await writeFile(place, name.endsWith('.gz') ? gzipSync(content, { level: 1 }) : content);
      return place;
    },
  };
}
