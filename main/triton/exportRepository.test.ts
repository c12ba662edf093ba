import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../volume/testing.ts';
import { exportTriton, type TritonExport } from './exportRepository.ts';
import { modelOfShape } from './testing.ts';

const folder = temporaryFolder();
const options = async (name: string, changes: Partial<TritonExport> = {}): Promise<TritonExport> => ({
  ...{ repository: await folder.path(name), backend: 'onnxruntime', instances: 2, threads: 0 },
  ...{ referenceName: 'spleen_seg', ...changes },
});

test("for Triton's own onnxruntime a model is its graph, its config and what it warms up on", async () => {
  const to = await options('own', { tensorrt: 'FP16' });
  expect(await exportTriton(await modelOfShape([32, 32, 32]), to)).toEqual([
    'small',
    'small-float32',
    'spleen_seg',
  ]);
  const [int16, float32] = ['small', 'small-float32'].map((name) => join(to.repository, name));
  expect(await readdir(join(int16, '1'))).toEqual(['model.onnx']);
  expect((await readFile(join(int16, 'warmup', 'resampleI'))).byteLength).toBe(4 * 448 * 32);
  const config = await readFile(join(int16, 'config.pbtxt'), 'utf8');
  expect(config).toContain('input [ { name: "volume" data_type: TYPE_INT16 dims: [ -1, -1, -1 ] } ]');
  expect(config).toContain('instance_group [ { count: 2 } ]');
  expect(config).toContain('key: "precision_mode" value: "FP16"');
  const session = await InferenceSession.create(await readFile(join(float32, '1', 'model.onnx')));
  expect(session.inputNames).toEqual(['volume', 'resampleI', 'resampleJ', 'resampleK']);
  await session.release();
});

test('exporting again replaces a model whole, and leaves nothing beside it', async () => {
  const to = await options('again', { backend: 'python' });
  const model = await modelOfShape([32, 32, 32]);
  await exportTriton(model, to);
  await writeFile(join(to.repository, 'small', 'old.txt'), 'old');
  await exportTriton(model, to);
  expect(await readdir(join(to.repository, 'small'))).toEqual(['1', 'config.pbtxt', 'warmup']);
  expect(await readdir(to.repository)).toEqual(['small', 'small-float32', 'spleen_seg']);
});

test("a model does not take the reference's name from another", async () => {
  const to = await options('two');
  await exportTriton(await modelOfShape([32, 32, 32]), to);
  const other = await modelOfShape([32, 32, 32], 'other');
  await expect(exportTriton(other, to)).rejects.toMatchObject({ kind: 'output' });
  const names = await exportTriton(other, { ...to, referenceName: 'other_seg' });
  expect(names).toContain('other_seg');
});
