import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { VolscopeError } from '../../contract/errors.ts';
import { makeZip, type ZipFile } from '../testing/makeZip.ts';
import { unzipFiles } from './zip.ts';

const all = (): boolean => true;
const zeros = new Uint8Array(1_000_000);

function failure(bytes: Uint8Array): string {
  try {
    unzipFiles(bytes, all);
  } catch (error) {
    if (error instanceof VolscopeError) return error.message;
    throw error;
  }
  throw new Error('The archive was accepted.');
}

function oneFile(file: Partial<ZipFile>): Uint8Array {
  return makeZip([{ path: 'a/b.bin', content: strToU8('weights'), ...file }]);
}

describe('unzipFiles', () => {
  it('reads what fflate writes, stored and deflated, and leaves folders out', () => {
    const files = { 'a/b.txt': strToU8('b'.repeat(100)), 'a/c.txt': strToU8('c') };
    expect(unzipFiles(zipSync({ ...files, 'a/': new Uint8Array() }, { level: 9 }), all)).toEqual(files);
    expect(unzipFiles(zipSync(files, { level: 0 }), (path) => path.includes('c'))).toEqual({
      'a/c.txt': files['a/c.txt'],
    });
  });

  it.each(['../evil.sh', 'a/../../evil.sh', '/etc/passwd', '..\\evil.bat', 'C:/evil.bat', 'a\0b'])(
    'refuses a file that would lie outside of its folder: %j',
    (path) => expect(failure(oneFile({ path }))).toContain('outside of its folder'),
  );

  it('stops a zip bomb by what it says, or as soon as it has inflated to more than it says', () => {
    expect(failure(oneFile({ claims: { size: 0xf0000000 } }))).toContain('2 GiB');
    expect(failure(oneFile({ content: zeros, deflate: true, claims: { size: 10 } }))).toContain(
      'more than it says',
    );
  });

  it.each([
    ['a flipped bit', oneFile({ claims: { checksum: 1 } }), 'checksum'],
    ['a wrong length', oneFile({ content: zeros, deflate: true, claims: { size: 2e6 } }), 'length'],
    ['a name twice', makeZip([1, 2].map(() => ({ path: 'a', content: zeros }))), 'twice'],
    ['a missing end', oneFile({}).subarray(0, 40), 'directory is missing'],
    ['a missing beginning', oneFile({}).subarray(20), 'damaged'],
  ])('refuses an archive with %s', (_, bytes, reason) => expect(failure(bytes)).toContain(reason));
});
