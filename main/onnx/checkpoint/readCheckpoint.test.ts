import { readFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { VolscopeError } from '../../contract/errors.ts';
import { readCheckpoint } from './readCheckpoint.ts';

const archive = readFileSync('fixtures/monai_tutorial_spleen_3dunet.pt');

/** A PyTorch archive that holds this pickle (protocol 0, which is text) and one storage of six numbers. */
function archiveWith(pickle: string): Uint8Array {
  const storage = new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5).buffer);
  return zipSync({ 'net/data.pkl': strToU8(pickle), 'net/data/0': storage }, { level: 0 });
}

/** The pickle of {name: tensor of 2 x 3 with these strides and offset}. */
function tensorPickle(strides: string, offset: number): string {
  const storage = "(S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\ntQ";
  return `(dS'w'\nctorch._utils\n_rebuild_tensor_v2\n(${storage}I${offset}\n(I2\nI3\nt${strides}tRs.`;
}

function failure(bytes: Uint8Array): VolscopeError {
  try {
    readCheckpoint(bytes);
  } catch (error) {
    if (error instanceof VolscopeError) return error;
    throw error;
  }
  throw new Error('The archive was accepted.');
}

describe('readCheckpoint', () => {
  it('reads the weights of a TorchScript archive by their dotted names, in order', () => {
    const weights = readCheckpoint(archive);
    expect([...weights.keys()].slice(0, 2)).toEqual([
      'model.0.conv.unit0.conv.weight',
      'model.0.conv.unit0.conv.bias',
    ]);
    expect(weights.get('model.1.submodule.2.0.conv.weight')?.dims).toEqual([32, 8, 3, 3, 3]);
    const trained = [...weights].filter(([name]) => !name.includes('running_'));
    expect(trained.reduce((sum, [, { data }]) => sum + data.length, 0)).toBe(478_349);
  });

  it('reads a saved state dict, and puts strided weights in memory order', () => {
    const weights = readCheckpoint(archiveWith(tensorPickle('(I1\nI2\nt', 0)));
    expect(weights.get('w')).toEqual({
      type: 'float32',
      dims: [2, 3],
      data: Float32Array.of(0, 2, 4, 1, 3, 5),
    });
  });

  it('refuses weights that reach outside of their storage, or repeat it', () => {
    expect(failure(archiveWith(tensorPickle('(I3\nI1\nt', 1))).kind).toBe('model');
    expect(failure(archiveWith(tensorPickle('(I3\nI1\nt', -1))).kind).toBe('model');
    const repeated = tensorPickle('(I0\nI0\nt', 0).replace('I2\nI3', 'I20000\nI30000');
    expect(failure(archiveWith(repeated)).kind).toBe('model');
  });

  it.each(['os system', 'builtins eval', 'torch.nn.modules.linear Linear', '__main__ Net'])(
    'refuses a pickle that asks for %s, and names it',
    (global) => {
      const [module, name] = global.split(' ');
      const pickle = `c${module}\n${name}\n(S'echo'\ntR.`;
      expect(failure(archiveWith(pickle)).message).toContain(`"${module}.${name}"`);
    },
  );

  it('says so where weights are not float32', () => {
    const half = tensorPickle('(I3\nI1\nt', 0).replace('FloatStorage', 'HalfStorage');
    expect(failure(archiveWith(half)).message).toContain('float32');
  });

  it('walks a pickle that refers to itself once', () => {
    expect(failure(archiveWith("(dp0\nS'self'\ng0\ns.")).message).toContain('no weights');
  });

  it('refuses what is no archive, holds no network, or is cut off', () => {
    expect(failure(strToU8('not a zip')).message).toContain('not a PyTorch archive');
    expect(failure(zipSync({ 'a.txt': strToU8('a') })).message).toContain('no data.pkl');
    expect(failure(archive.subarray(0, archive.length - 100)).message).toContain('damaged');
    const files = unzipSync(archive);
    delete files['model/data/3'];
    expect(failure(zipSync(files, { level: 0 })).message).toContain('data/3');
  });

  it('refuses a zip bomb by the sizes in its directory, before inflating', () => {
    const bomb = zipSync({ 'net/data.pkl': strToU8('.'), 'net/data/0': new Uint8Array(1000) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = Buffer.from(bomb).lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    view.setUint32(directory + 24, 0xf0000000, true);
    expect(failure(bomb).message).toContain('2 GiB');
  });
});
