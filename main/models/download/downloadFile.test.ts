import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VolscopeError } from '../../contract/errors.ts';
import { fileServer, type FileServer } from '../testing/fileServer.ts';
import { checkSpace } from './checkSpace.ts';
import { downloadFile, type DownloadOptions } from './downloadFile.ts';

const content = Buffer.from(Uint8Array.from({ length: 1_500_000 }, (_, at) => (at * 7) % 251));
const hash = { algorithm: 'md5', value: createHash('md5').update(content).digest('hex') } as const;
const size = content.length;

let server: FileServer;
let folder: string;
let target: string;

beforeEach(async () => {
  server = await fileServer(content);
  folder = await mkdtemp(join(tmpdir(), 'volscope-download-'));
  target = join(folder, 'model.pt');
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function fails(options: DownloadOptions, url = server.url): Promise<VolscopeError> {
  const error: unknown = await downloadFile(url, target, options).catch((thrown: unknown) => thrown);
  if (error instanceof VolscopeError) return error;
  throw new Error('No VolscopeError was thrown.', { cause: error });
}

async function expectWhole(): Promise<void> {
  expect(content.equals(await readFile(target))).toBe(true);
  expect(await readdir(folder)).toEqual(['model.pt']);
}

describe('downloadFile', () => {
  it('fetches a file, tells of its progress, and leaves nothing else', async () => {
    const seen: number[] = [];
    await downloadFile(server.url, target, {
      size,
      hash,
      onProgress: ({ receivedBytes, totalBytes }) => seen.push(receivedBytes, totalBytes ?? 0),
    });
    await expectWhole();
    expect(seen.slice(-2)).toEqual([size, size]);
    expect(seen.length).toBeGreaterThan(4);
  });

  it('goes on from where a transfer broke off, as often as it does', async () => {
    server.breakAfter = 400_000;
    await downloadFile(server.url, target, { size, hash });
    await expectWhole();
    const [first, ...later] = server.ranges;
    expect(first).toBeUndefined();
    // How much of a connection's last bytes arrives before it is reset is the system's affair: never more than was sent.
    const starts = [0, ...later.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]))];
    for (let n = 1; n < starts.length; n++) {
      expect(starts[n]).toBeGreaterThan(starts[n - 1]);
      expect(starts[n]).toBeLessThanOrEqual(starts[n - 1] + 400_000);
    }
    expect(starts.length).toBeGreaterThanOrEqual(4);
  });

  it('goes on after a restart, from what lies there', async () => {
    await writeFile(`${target}.part`, content.subarray(0, 1_000_000));
    await downloadFile(server.url, target, { size, hash });
    await expectWhole();
    expect(server.ranges).toEqual(['bytes=1000000-']);
  });

  it('without a hash, goes on only if the server says that the file is the same', async () => {
    await writeFile(`${target}.part`, content.subarray(0, 1000));
    await downloadFile(server.url, target);
    expect(server.ranges).toEqual([undefined]);
    const note = (mark: string) => JSON.stringify({ url: server.url, validator: mark });
    await writeFile(`${target}.part`, content.subarray(0, 1000));
    await writeFile(`${target}.part.json`, note(server.etag));
    await downloadFile(server.url, target);
    await writeFile(`${target}.part`, content.subarray(500, 1000));
    await writeFile(`${target}.part.json`, note('"older"'));
    await downloadFile(server.url, target);
    expect(server.ranges.slice(1)).toEqual(['bytes=1000-', 'bytes=500-']);
    await expectWhole();
  });

  it('takes the whole file where a server gives no ranges, and where the part is no beginning of it', async () => {
    server.ignoreRange = true;
    await writeFile(`${target}.part`, content.subarray(0, 1000));
    await downloadFile(server.url, target, { size, hash });
    await expectWhole();
    server.ignoreRange = false;
    await writeFile(`${target}.part`, 'something else');
    await downloadFile(server.url, target, { size, hash });
    await expectWhole();
    await writeFile(`${target}.part`, Buffer.concat([content, content]));
    await downloadFile(server.url, target, { hash });
    await expectWhole();
  });

  it('deletes wrong bytes and names the server', async () => {
    server.content = Buffer.from(content.map((byte) => byte ^ 1));
    const error = await fails({ size, hash });
    expect(error.kind).toBe('model');
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ sent another file .*md5.* deleted/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a length that is not the expected one, announced or not', async () => {
    expect((await fails({ size: size + 1, hash })).message).toContain(
      `${size} bytes instead of the expected ${size + 1}`,
    );
    server.chunked = true;
    expect((await fails({ size: size - 1, hash })).message).toContain('sends more than');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so where less arrives than was announced, and keeps it', async () => {
    server.claimedLength = size + 1000;
    expect((await fails({})).message).toContain('broke off');
    expect((await readdir(folder)).sort()).toEqual(['model.pt.part', 'model.pt.part.json']);
  });

  it('is cancelled, keeps what has arrived, and goes on from there', async () => {
    const controller = new AbortController();
    server.stallAfter = 500_000;
    const onProgress = ({ receivedBytes }: { receivedBytes: number }): void => {
      if (receivedBytes > 400_000) controller.abort();
    };
    expect((await fails({ size, hash, signal: controller.signal, onProgress })).kind).toBe('cancelled');
    server.stallAfter = undefined;
    await downloadFile(server.url, target, { size, hash });
    await expectWhole();
    expect(server.ranges[1]).toMatch(/^bytes=[45]\d{5}-$/);
  });

  it('gives up on a server that falls silent', async () => {
    server.stallAfter = 0;
    expect((await fails({ silenceMs: 50 })).message).toContain('silent for too long');
  });

  it.each([
    [404, 'no such file'],
    [403, 'only to those it knows'],
    [503, 'try again later'],
    [418, 'does not give the file'],
  ])('tells what HTTP %i means', async (status, reason) => {
    server.status = status;
    expect((await fails({})).message).toContain(reason);
  });

  it('follows redirects, but not without end, nor to another protocol', async () => {
    await downloadFile(`${server.url}?redirect=3`, target, { size, hash });
    await expectWhole();
    expect((await fails({}, `${server.url}?redirect=100`)).message).toContain('without end');
    expect((await fails({}, `${server.url}?to=ftp://example.org/a`)).message).toContain('https only');
  });

  it.each([
    ['http://example.org/model.pt', 'https only'],
    ['ftp://127.0.0.1/model.pt', 'https only'],
    ['https://user:secret@example.org/model.pt', 'password'],
    ['https://', 'not a web address'],
  ])('refuses %s', async (url, reason) => {
    expect((await fails({}, url)).message).toContain(reason);
  });

  it('names a port that no web server has', async () => {
    expect((await fails({}, 'http://127.0.0.1:9/model.pt')).message).toContain('names a port');
  });

  it('says in a sentence that nothing answers, or that a name is not known', async () => {
    const { url } = server;
    await server.close();
    expect((await fails({}, url)).message).toMatch(/^127\.0\.0\.1:\d+ does not answer/);
    expect((await fails({}, 'https://no-such-host.invalid/model.pt')).message).toContain("can't be reached");
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, and frees what it took', async () => {
    await symlink('/dev/full', `${target}.part`);
    const error = await fails({ size, hash });
    expect(error.kind).toBe('output');
    expect(error.message).toBe("The download can't be written: the disk is full; free some space.");
    expect(await readdir(folder)).toEqual([]);
  });

  it('needs room on the disk', async () => {
    const error: unknown = await checkSpace(target, 2 ** 60).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'output', message: expect.stringContaining('free some space') });
  });
});
