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
 * Carries a change out, in place, four voxels at a time. Throws, and changes nothing, where the label map is not what it was
 * made for.
 *
 * @param labels a whole map that starts at a multiple of four bytes of its buffer, as one that was made for itself does
 */
export function applyBits(labels: Uint8Array, { firstByte, kinds }: BitPatch): void {
  const done: BitKind[] = [];
  for (const kind of kinds) {
    done.push(kind);
    if (exchange(labels, firstByte, kind)) continue;
    // The difference of two values applied twice is none, whatever the voxel was.
    for (const known of done) exchange(labels, firstByte, known);
    throw new Error(`A change does not fit: not all of its voxels are ${kind.before}.`);
  }
}

/** Exchanges two values of the voxels whose bits are set. @returns whether all of them were the one that is to go */
function exchange(labels: Uint8Array, firstByte: number, { bits, before, after }: BitKind): boolean {
  const words = new Int32Array(labels.buffer, labels.byteOffset, labels.length >> 2);
  const [was, difference] = [Math.imul(before, FOUR_BYTES), Math.imul(before ^ after, FOUR_BYTES)];
  // The last voxels may fill no two words.
  const whole = Math.max(0, Math.min(bits.length, (words.length >> 1) - firstByte));
  let wrong = 0;
  for (let n = 0, word = 2 * firstByte; n < whole; n++, word += 2) {
    const byte = bits[n];
    if (byte === 0) continue;
    const [low, high] = [SPREAD[byte & 15], SPREAD[byte >> 4]];
    const [first, second] = [words[word], words[word + 1]];
    wrong |= ((first ^ was) & low) | ((second ^ was) & high);
    words[word] = first ^ (low & difference);
    words[word + 1] = second ^ (high & difference);
  }
  for (let n = whole; n < bits.length; n++)
    for (let bit = 0; bit < 8; bit++) {
      const at = 8 * (firstByte + n) + bit;
      if (!((bits[n] >> bit) & 1)) continue;
      wrong |= labels[at] ^ before;
      labels[at] ^= before ^ after;
    }
  return wrong === 0;
}
