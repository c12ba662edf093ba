import { readFile, truncate, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import { readNiftiHeader } from './niftiHeader.ts';
import { readNifti } from './readNifti.ts';
import { niftiBytes, temporaryFolder, type NiftiContent } from './testing.ts';

const folder = temporaryFolder();
let files = 0;

async function read(content: NiftiContent, ending = '.nii') {
  return readNifti(await folder.write(`scan${++files}${ending}`, niftiBytes(content)));
}

const shape = [3, 2, 2];
const values = [-1024, -57, 0, 1, 164, 3071, 7, -8, 9, -10, 11, 100];

test.each(['int16', 'int32', 'float32', 'float64'] as const)('%s is read as int16 HU', async (datatype) => {
  for (const littleEndian of [true, false]) {
    for (const ending of ['.nii', '.nii.gz']) {
      const { voxelsHu } = await read({ shape, values, datatype, littleEndian }, ending);
      expect(voxelsHu).toBeInstanceOf(Int16Array);
      expect([...voxelsHu]).toEqual(values);
    }
  }
});

test.each(['uint8', 'int8', 'uint16', 'uint32'] as const)('%s is read as int16 HU', async (datatype) => {
  const small = values.map((value) => Math.abs(value) % 100);
  for (const littleEndian of [true, false]) {
    const { voxelsHu } = await read({ shape, values: small, datatype, littleEndian });
    expect([...voxelsHu]).toEqual(small);
  }
});

test('values that int16 can not hold exactly are kept as float32', async () => {
  const fractions = values.map((value) => value + 0.25);
  const { voxelsHu } = await read({ shape, values: fractions, datatype: 'float32' });
  expect(voxelsHu).toBeInstanceOf(Float32Array);
  expect([...voxelsHu]).toEqual(fractions);
  const large = values.map((value) => value + 40000);
  expect((await read({ shape, values: large, datatype: 'int32' })).voxelsHu).toBeInstanceOf(Float32Array);
});

test('scl_slope and scl_inter give HU; a slope of 0 or NaN means unscaled', async () => {
  const stored = values.map((value) => value + 1024);
  const scaled = await read({ shape, values: stored, datatype: 'uint16', slope: 1, intercept: -1024 });
  expect([...scaled.voxelsHu]).toEqual(values);
  const halved = await read({ shape, values: stored, slope: 0.5, intercept: -7 });
  expect([...halved.voxelsHu]).toEqual(stored.map((value) => value * 0.5 - 7));
  for (const slope of [0, NaN]) {
    const plain = await read({ shape, values, slope, intercept: 5 });
    expect([...plain.voxelsHu]).toEqual(values);
  }
});

test('voxels that are not finite become air, with a warning', async () => {
  const broken = [NaN, Infinity, ...values.slice(2)];
  const { voxelsHu, warnings } = await read({ shape, values: broken, datatype: 'float32' });
  expect([...voxelsHu.slice(0, 3)]).toEqual([-1024, -1024, 0]);
  expect(warnings.join()).toContain('2 voxels were not finite');
});

test('one slice is a volume', async () => {
  const { grid } = await read({ shape: [3, 4], values });
  expect(grid.shapeIjk).toEqual([3, 4, 1]);
});

test('a 4D file asks for a frame and gives the one that is chosen', async () => {
  const path = await folder.write('frames.nii.gz', niftiBytes({ shape: [3, 2, 1, 2], values }));
  await expect(readNifti(path)).rejects.toMatchObject({ kind: 'input', frames: 2 });
  expect([...(await readNifti(path, { frame: 1 })).voxelsHu]).toEqual(values.slice(6));
  expect([...(await readNifti(path, { frame: 0 })).voxelsHu]).toEqual(values.slice(0, 6));
  await expect(readNifti(path, { frame: 2 })).rejects.toThrow('no frame 2');
});

test('progress rises to 1', async () => {
  const seen: number[] = [];
  const path = await folder.write('progress.nii.gz', niftiBytes({ shape: [256, 256, 60] }));
  await readNifti(path, { onProgress: (fraction) => seen.push(fraction) });
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test.each<[string, Partial<NiftiContent>, string]>([
  ['no magic string', { magic: 'xyz' }, 'magic'],
  ['a header of a pair', { magic: 'ni1' }, '.hdr and .img'],
  ['a zero dimension', { shape: [3, 0, 2] }, 'at least one voxel'],
  ['a negative dimension', { shape: [3, -2, 2] }, 'at least one voxel'],
  ['RGB colour', { datatypeCode: 128 }, 'RGB colour'],
  ['an unknown type', { datatypeCode: 999 }, 'unknown type 999'],
  ['several values a voxel', { shape: [3, 2, 2, 1, 3] }, 'several values'],
  ['no finite affine', { spacingMm: [NaN, 1, 1] }, 'where its voxels lie'],
])('refuses %s with a sentence', async (_, content, sentence) => {
  await expect(read({ shape, ...content })).rejects.toMatchObject({
    kind: 'input',
    message: expect.stringContaining(sentence),
  });
});

test('refuses what is not there, a folder, another format, NIfTI-2 and an empty file', async () => {
  const refusal = async (path: string, sentence: string) =>
    expect(readNifti(path)).rejects.toMatchObject({
      kind: 'input',
      message: expect.stringContaining(sentence),
    });
  await refusal(await folder.path('absent.nii'), 'does not exist');
  await refusal(await folder.path('.'), 'is a folder');
  await refusal(await folder.write('notes.nii', Buffer.from('hello '.repeat(100))), 'not a NIfTI');
  await refusal(await folder.write('short.nii', Buffer.from('hello')), 'not a NIfTI');
  await refusal(await folder.write('empty.nii', Buffer.alloc(0)), 'not a NIfTI');
  const second = niftiBytes({ shape, values });
  second.writeInt32LE(540, 0);
  await refusal(await folder.write('second.nii', second), 'NIfTI-2');
});

test('refuses truncated and damaged files', async () => {
  // Numbers that do not compress, so that cutting the file cuts voxels.
  const noise = Array.from({ length: 40 ** 3 }, (_, n) => Math.floor(30_000 * Math.abs(Math.sin(n * n))));
  const bytes = niftiBytes({ shape: [40, 40, 40], values: noise });
  const plain = await folder.write('cut.nii', bytes.subarray(0, 5000));
  await expect(readNifti(plain)).rejects.toThrow('truncated');

  const gzip = await folder.write('cut.nii.gz', bytes);
  await truncate(gzip, 30_000);
  await expect(readNifti(gzip)).rejects.toThrow('truncated');

  const damaged = await folder.write('damaged.nii.gz', bytes);
  const content = await readFile(damaged);
  content.fill(0xaa, 20_000, 20_100);
  await writeFile(damaged, content);
  await expect(readNifti(damaged)).rejects.toThrow('damaged');
});

test('a flipped bit that still inflates is caught by the checksum', async () => {
  const path = await folder.write('checksum.nii.gz', niftiBytes({ shape, values }));
  const content = await readFile(path);
  content[content.length - 8] ^= 1;
  await writeFile(path, content);
  await expect(readNifti(path)).rejects.toThrow('damaged');
});

test('a compressed scan of many chunks is told of piece by piece, and stays where it was inflated to', async () => {
  const shape = [256, 256, 64];
  const values = new Int16Array(shape[0] * shape[1] * shape[2]);
  for (let n = 0, state = 1; n < values.length; n++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[n] = state >> 21;
  }
  const path = await folder.write('large.nii.gz', niftiBytes({ shape, values }));
  const pieces: Int16Array[] = [];
  const { voxelsHu } = await readNifti(path, { onVoxels: (piece) => pieces.push(piece) });
  expect(voxelsHu.length === values.length && voxelsHu.every((hu, n) => hu === values[n])).toBe(true);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(values.length);
  expect(pieces.every(({ buffer }) => buffer === voxelsHu.buffer)).toBe(true);
  expect(voxelsHu.byteOffset).toBe(352);
});

test('a scan in several gzip members is read, wherever they part', async () => {
  const bytes = niftiBytes({ shape, values });
  for (const cut of [1, 347, 348, 353]) {
    const members = Buffer.concat([gzipSync(bytes.subarray(0, cut)), gzipSync(bytes.subarray(cut))]);
    // The bytes tell that it is gzip, not the name.
    const { voxelsHu } = await readNifti(await folder.write(`members${cut}.nii`, members));
    expect([...voxelsHu]).toEqual(values);
  }
});

test('a header is read from the midst of a Buffer', () => {
  const within = Buffer.concat([Buffer.from('before'), niftiBytes({ shape, values }), Buffer.alloc(500)]);
  expect(readNiftiHeader(within.subarray(6), 'within').shapeIjk).toEqual(shape);
});

test('a file that ends after 349 bytes, one into what follows its header, is refused as truncated', async () => {
  const path = await folder.write('349.nii', niftiBytes({ shape, values }).subarray(0, 349));
  await expect(readNifti(path)).rejects.toThrow('349.nii is truncated');
});

test('bytes changed anywhere in the header, and files cut anywhere, open or are refused with one sentence', async () => {
  const whole = niftiBytes({ shape, values, datatype: 'int16' });
  const changes = fc.array(fc.tuple(fc.nat(351), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(whole.length), fc.boolean(), async (changed, end, zipped) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changed) bytes[at] = value;
      const cut = bytes.subarray(0, changed.length % 2 === 0 ? end : whole.length);
      const path = await folder.write('changed.nii', zipped ? gzipSync(cut) : cut);
      const error: unknown = await readNifti(path).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) return;
      expect(error).toBeInstanceOf(VolscopeError);
      expect((error as VolscopeError).message).toMatch(/^changed\.nii .+[.]$/);
    }),
    { numRuns: 300 },
  );
});
