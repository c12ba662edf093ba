import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** Seconds that zlib needs to read and inflate a file in one go, into memory of the right size: no scan loads faster with it. */
export async function bareInflateSeconds(path: string): Promise<number> {
  const chunkSize = await inflatedBytes(path);
  const started = performance.now();
  gunzipSync(await readFile(path), { chunkSize });
  return (performance.now() - started) / 1000;
}

/** Seconds of `gunzip -c FILE > /dev/null`, undefined where there is no gunzip. */
export function gunzipSeconds(path: string): Promise<number | undefined> {
  const started = performance.now();
  const child = spawn('gunzip', ['-c', path], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code === 0 ? (performance.now() - started) / 1000 : undefined));
  });
}

/** A gzip file ends with the length of what it holds (RFC 1952, modulo 2^32). */
async function inflatedBytes(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = new Uint8Array(4);
    await file.read(end, 0, 4, size - 4);
    return new DataView(end.buffer).getUint32(0, true);
  } finally {
    await file.close();
  }
}
