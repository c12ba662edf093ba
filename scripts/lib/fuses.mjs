import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

// Electron's fuse wire: this sentinel, a byte for its version, one for its length, then '0' or '1' a fuse.
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const headerBytes = 2;
const fuseIndex = { enableNodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 };

/**
 * Sets a fuse of an Electron executable.
 * @param {string} executable
 * @param {keyof typeof fuseIndex} fuse
 * @param {boolean} on
 */
export function setFuse(executable, fuse, on) {
  const bytes = readFileSync(executable);
  const wire = bytes.indexOf(sentinel);
  if (wire < 0 || bytes.indexOf(sentinel, wire + 1) >= 0) {
    throw new Error(`${executable} has not exactly one fuse wire: not an Electron that we know.`);
  }
  const file = openSync(executable, 'r+');
  writeSync(file, on ? '1' : '0', wire + sentinel.length + headerBytes + fuseIndex[fuse]);
  closeSync(file);
}
