import { readFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { VolscopeError } from '../../contract/errors.ts';
import type { FloatTensor } from '../graph/tensor.ts';
import { readCheckpoint } from './readCheckpoint.ts';

const archive = readFileSync('fixtures/monai_tutorial_spleen_3dunet.pt');
const floats = new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5).buffer);

/** A PyTorch archive that holds this pickle (protocol 0, which is text) and one storage of six numbers. */
function archiveWith(pickle: string, storage = floats, others: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({ 'net/data.pkl': strToU8(pickle), 'net/data/0': storage, ...others }, { level: 0 });
}

function tensorOf(bytes: Uint8Array): FloatTensor {
  const tensor = readCheckpoint(bytes).get('w');
  if (!tensor) throw new Error('There is no tensor "w".');
  return tensor;
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

  it.each([
    [
      'HalfStorage',
      [0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000],
      [1, -2, 0.333251953125, 2 ** -24, 65504, -0],
    ],
    ['BFloat16Storage', [0x3f80, 0xc000, 0x3eab, 0x0000, 0x4780, 0x8000], [1, -2, 0.333984375, 0, 65536, -0]],
  ])('reads %s as float32, in either byte order', (kind, bits, values) => {
    const pickle = tensorPickle('(I3\nI1\nt', 0).replace('FloatStorage', kind);
    const little = Buffer.from(Uint16Array.from(bits).buffer);
    expect([...tensorOf(archiveWith(pickle, little)).data]).toEqual(values);
    const swapped = archiveWith(pickle, Buffer.from(little).swap16(), { 'net/byteorder': strToU8('big') });
    expect([...tensorOf(swapped).data]).toEqual(values);
  });

  it('reads float64 and big-endian float32, and refuses an unknown byte order or kind of number', () => {
    const pickle = tensorPickle('(I3\nI1\nt', 0);
    const doubles = Buffer.from(Float64Array.of(0, 1, 2, 3, 4, 0.1).buffer);
    const double = archiveWith(pickle.replace('FloatStorage', 'DoubleStorage'), doubles);
    expect(tensorOf(double).data[5]).toBe(Math.fround(0.1));
    const swapped = Buffer.from(Float32Array.of(0, 1, 2, 3, 4, 5).buffer).swap32();
    expect([...tensorOf(archiveWith(pickle, swapped, { 'net/byteorder': strToU8('big') })).data]).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect(failure(archiveWith(pickle, swapped, { 'net/byteorder': strToU8('middle') })).message).toContain(
      'neither little nor big',
    );
    const complex = pickle.replace('FloatStorage', 'ComplexFloatStorage');
    expect(failure(archiveWith(complex)).message).toContain('float32');
  });

  it('finds the network within a training checkpoint, not the optimiser, and drops what wrappers prefix', () => {
    const tensor = tensorPickle('(I3\nI1\nt', 0).slice("(dS'w'\n".length, -'s.'.length);
    const network = `(dS'module.model.w'\n${tensor}sS'module.model.n'\n${tensor.replace('Float', 'Long')}s`;
    const score = "cnumpy.core.multiarray\nscalar\n(S'f8'\ntR";
    const checkpoint = `(dS'epoch'\nI3\nsS'best'\n${score}sS'optimizer'\n(dS'exp'\n${tensor}ssS'state_dict'\n${network}s.`;
    expect([...readCheckpoint(archiveWith(checkpoint)).keys()]).toEqual(['model.w']);
  });

  it('says what to do with the format before PyTorch 1.6', () => {
    const legacy = Uint8Array.of(
      0x80,
      0x02,
      0x8a,
      0x0a,
      0x6c,
      0xfc,
      0x9c,
      0x46,
      0xf9,
      0x20,
      0x6a,
      0xa8,
      0x50,
      0x19,
      0x2e,
    );
    expect(failure(legacy).message).toContain('before version 1.6');
  });

  it('walks a pickle that refers to itself once', () => {
    expect(failure(archiveWith("(dp0\nS'self'\ng0\ns.")).message).toContain('no weights');
  });

  it('refuses a pickle that is nested to exhaust the stack', () => {
    const depth = 20_000;
    const nested = "(dS'a'\n".repeat(depth) + 'I1\n' + 's'.repeat(depth) + '.';
    expect(failure(archiveWith(nested)).message).toContain('nested deeper');
  });

  it('refuses what is no archive, holds no network, or is cut off', () => {
    expect(failure(strToU8('not a zip')).message).toContain('not a PyTorch archive');
    expect(failure(zipSync({ 'a.txt': strToU8('a') })).message).toContain('no data.pkl');
    expect(failure(archive.subarray(0, archive.length - 100)).message).toContain('damaged');
    const flipped = Uint8Array.from(archive);
    flipped[1_000_000] ^= 1;
    expect(failure(flipped).message).toContain('checksum');
    const files = unzipSync(archive);
    delete files['model/data/3'];
    expect(failure(zipSync(files, { level: 0 })).message).toContain('data/3');
  });
});
