import type { Vec3 } from '../contract/geometry.ts';
import type { BitKind, BitPatch, LabelPatch } from '../contract/patch.ts';
import { PatchBuilder } from './patchBuilder.ts';
import { patchBox } from './patch.ts';

/** More pairs of values than this are no longer quicker as bits than as runs. */
const MOST_KINDS = 4;

/** The same change as bits; undefined where it is of too many pairs of values for that. */
export function bitsOfPatch(patch: LabelPatch, shapeIjk: Vec3): BitPatch | undefined {
  const { runs, before, after } = patch;
  const box = patchBox(patch, shapeIjk);
  if (!box) return undefined;
  const firstByte = Math.floor(runs[0] / 8);
  const bytes = Math.ceil((runs[runs.length - 2] + runs[runs.length - 1]) / 8) - firstByte;
  const kinds: BitKind[] = [];
  let kind: BitKind | undefined;
  for (let n = 0; n < before.length; n++) {
    const [was, is] = [before[n], after[n]];
    if (kind?.before !== was || kind.after !== is) {
      kind = kinds.find((known) => known.before === was && known.after === is);
      if (!kind) {
        if (kinds.length === MOST_KINDS) return undefined;
        kind = { before: was, after: is, bits: new Uint8Array(bytes) };
        kinds.push(kind);
      }
    }
    setBits(kind.bits, runs[2 * n] - 8 * firstByte, runs[2 * n + 1]);
  }
  return { firstByte, kinds, box };
}

function setBits(bits: Uint8Array, from: number, count: number) {
  const end = from + count;
  const [first, last] = [from >> 3, end >> 3];
  const head = 0xff << (from & 7);
  const tail = (1 << (end & 7)) - 1;
  if (first === last) {
    bits[first] |= head & tail;
    return;
  }
  bits[first] |= head;
  if (last > first + 1) bits.fill(0xff, first + 1, last);
  if (tail) bits[last] |= tail;
}

/** The same change as runs. */
export function patchOfBits({ firstByte, kinds }: BitPatch): LabelPatch {
  const builder = new PatchBuilder();
  const bytes = Math.max(0, ...kinds.map(({ bits }) => bits.length));
  for (let byte = 0; byte < bytes; byte++) {
    const first = 8 * (firstByte + byte);
    if (kinds.length === 1) addByte(builder, first, kinds[0]);
    // The voxels of a byte in their order, whatever their kinds.
    else if (kinds.some(({ bits }) => bits[byte] !== 0))
      for (let bit = 0; bit < 8; bit++)
        for (const { bits, before, after } of kinds)
          if ((bits[byte] >> bit) & 1) builder.add(first + bit, 1, before, after);
  }
  return builder.build();

  function addByte(into: PatchBuilder, first: number, { bits, before, after }: BitKind) {
    const byte = bits[first / 8 - firstByte];
    for (let bit = 0; bit < 8;) {
      const start = bit;
      const value = (byte >> bit) & 1;
      while (bit < 8 && ((byte >> bit) & 1) === value) bit++;
      if (value) into.add(first + start, bit - start, before, after);
    }
  }
}

/** The change that takes another back; shares its memory. */
export function invertBits({ firstByte, kinds, box }: BitPatch): BitPatch {
  return {
    firstByte,
    kinds: kinds.map(({ before, after, bits }) => ({ before: after, after: before, bits })),
    box,
  };
}

/** Four bits as the four bytes of a little-endian word, each of them 0 or 255. */
const SPREAD = Int32Array.from({ length: 16 }, (_, four) =>
  [0, 1, 2, 3].reduce((word, bit) => word | ((four >> bit) & 1 ? 0xff << (8 * bit) : 0), 0),
);
const FOUR_BYTES = 0x01010101;

/**
 * Carries a change out, in place, four voxels at a time and more. Throws, and changes nothing, where the label map is not
 * what it was made for.
 *
 * @param labels a whole map that starts at a multiple of four bytes of its buffer, as one that was made for itself does
 */
export function applyBits(labels: Uint8Array, { firstByte, kinds }: BitPatch): void {
  for (const kind of kinds)
    if (!fits(labels, firstByte, kind))
      throw new Error(`A change does not fit: not all of its voxels are ${kind.before}.`);
  for (const kind of kinds) exchange(labels, firstByte, kind);
}

const wordsOf = (labels: Uint8Array) => new Int32Array(labels.buffer, labels.byteOffset, labels.length >> 2);

/** How many bytes of bits stand for eight voxels each: the last ones of a map may fill no two words. */
const wholeBytes = ({ length }: Uint8Array, words: Int32Array, firstByte: number) =>
  Math.max(0, Math.min(length, (words.length >> 1) - firstByte));

/** Whether all voxels whose bits are set are `before`. */
function fits(labels: Uint8Array, firstByte: number, { bits, before }: BitKind): boolean {
  const words = wordsOf(labels);
  const was = Math.imul(before, FOUR_BYTES);
  const whole = wholeBytes(bits, words, firstByte);
  let wrong = 0;
  for (let n = 0, word = 2 * firstByte; n < whole; n++, word += 2) {
    const byte = bits[n];
    if (byte === 0) continue;
    if (byte === 0xff) wrong |= (words[word] ^ was) | (words[word + 1] ^ was);
    else wrong |= ((words[word] ^ was) & SPREAD[byte & 15]) | ((words[word + 1] ^ was) & SPREAD[byte >> 4]);
  }
  for (let at = 8 * whole; at < 8 * bits.length; at++)
    if ((bits[at >> 3] >> (at & 7)) & 1) wrong |= labels[8 * firstByte + at] ^ before;
  return wrong === 0;
}

/** Makes the voxels whose bits are set `after`; all of them are `before`. */
function exchange(labels: Uint8Array, firstByte: number, { bits, before, after }: BitKind): void {
  const words = wordsOf(labels);
  const difference = Math.imul(before ^ after, FOUR_BYTES);
  const whole = wholeBytes(bits, words, firstByte);
  for (let n = 0; n < whole; n++) {
    const byte = bits[n];
    if (byte === 0) continue;
    const word = 2 * (firstByte + n);
    if (byte === 0xff) {
      const from = n;
      while (n + 1 < whole && bits[n + 1] === 0xff) n++;
      labels.fill(after, 8 * (firstByte + from), 8 * (firstByte + n + 1));
      continue;
    }
    words[word] ^= SPREAD[byte & 15] & difference;
    words[word + 1] ^= SPREAD[byte >> 4] & difference;
  }
  for (let at = 8 * whole; at < 8 * bits.length; at++)
    if ((bits[at >> 3] >> (at & 7)) & 1) labels[8 * firstByte + at] = after;
}
