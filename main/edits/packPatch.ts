import type { LabelPatch } from '../contract/patch.ts';

/**
 * A patch in few bytes (some 3 a run instead of 10), for undo steps and the journal: the number of runs; then for each the
 * gap since the last one's end, and twice its length, plus one where before and after follow as two bytes because they are
 * not those of the last run. Numbers are base 128, least significant first, the top bit set on all bytes but the last.
 */
export function packPatch({ runs, before, after }: LabelPatch): Uint8Array<ArrayBuffer> {
  // Three numbers of at most 5, 5 and 6 bytes, and two values.
  const bytes = new Uint8Array(5 + before.length * 13);
  let at = writeNumber(bytes, 0, before.length);
  let end = 0;
  for (let n = 0; n < before.length; n++) {
    const isNewKind = n === 0 || before[n] !== before[n - 1] || after[n] !== after[n - 1];
    at = writeNumber(bytes, at, runs[2 * n] - end);
    at = writeNumber(bytes, at, 2 * runs[2 * n + 1] + (isNewKind ? 1 : 0));
    if (isNewKind) {
      bytes[at++] = before[n];
      bytes[at++] = after[n];
    }
    end = runs[2 * n] + runs[2 * n + 1];
  }
  return bytes.slice(0, at);
}

/** The patch that was packed. Throws where the bytes are not those of one. */
export function unpackPatch(bytes: Uint8Array): LabelPatch {
  const reader = { bytes, at: 0 };
  const count = readNumber(reader);
  // A run takes two bytes at least: a broken count must not ask for gigabytes.
  if (2 * count > bytes.length) throw cutShort();
  const patch = {
    runs: new Uint32Array(2 * count),
    before: new Uint8Array(count),
    after: new Uint8Array(count),
  };
  let end = 0;
  for (let n = 0; n < count; n++) {
    const offset = end + readNumber(reader);
    const doubled = readNumber(reader);
    const length = Math.floor(doubled / 2);
    const isNewKind = doubled % 2 === 1;
    if (isNewKind ? reader.at + 2 > bytes.length : n === 0) throw cutShort();
    patch.runs[2 * n] = offset;
    patch.runs[2 * n + 1] = length;
    patch.before[n] = isNewKind ? bytes[reader.at++] : patch.before[n - 1];
    patch.after[n] = isNewKind ? bytes[reader.at++] : patch.after[n - 1];
    end = offset + length;
  }
  return patch;
}

function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  while (value >= 128) {
    bytes[at++] = (value % 128) + 128;
    value = Math.floor(value / 128);
  }
  bytes[at++] = value;
  return at;
}

function readNumber(reader: { readonly bytes: Uint8Array; at: number }): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    if (reader.at >= reader.bytes.length) throw cutShort();
    const byte = reader.bytes[reader.at++];
    value += (byte % 128) * factor;
    if (byte < 128) return value;
  }
}

function cutShort(): Error {
  return new Error('These bytes are no packed patch, or only a part of one.');
}
