import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from './atomicFile.ts';

describe('writeFileAtomically', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'volscope-atomic-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets two writers of one file in the same process both succeed', async () => {
    const path = join(folder, 'graph.onnx');
    const bytes = new Uint8Array(1_000_000).fill(7);
    await Promise.all([writeFileAtomically(path, bytes), writeFileAtomically(path, bytes)]);
    expect(await readFile(path)).toEqual(Buffer.from(bytes));
    expect(await readdir(folder)).toEqual(['graph.onnx']);
  });

  it('says what is wrong with a folder that does not exist', async () => {
    const path = join(folder, 'nowhere', 'mask.nii.gz');
    await expect(writeFileAtomically(path, new Uint8Array(1))).rejects.toThrow('its folder does not exist');
  });
});
