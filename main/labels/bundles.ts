import { bitCount, onesFrom } from './bits.ts';
import { rowOffset, type BitRows } from './bitRows.ts';

/**
 * Rows along i taken together: `size` by `size` rows along j and k (one by one for connectivity 6, two by two for 26).
 * All voxels of a bundle at one i, and at neighbouring i, touch each other: the connected parts of a bundle are the runs
 * of the OR of its rows, and a bundle of four rows has as few as a single one.
 */
export interface Bundles {
  readonly rows: BitRows;
  readonly size: 1 | 2;
  /** Bundles along j and k. */
  readonly nj: number;
  readonly nk: number;
  /** The OR of the rows of each bundle, `rows.perRow` words each. */
  readonly union: Int32Array;
  /** The first voxel of each run. */
  readonly starts: Int32Array;
  /** How many runs, counted through all bundles, start before each word. */
  readonly runsBefore: Int32Array;
  readonly runs: number;
}

/** Whether a bundle (its number: k * nj + j) has no voxel set. */
export function isEmptyBundle({ rows, runsBefore, runs }: Bundles, bundle: number): boolean {
  const next = (bundle + 1) * rows.perRow;
  return runsBefore[bundle * rows.perRow] === (next < runsBefore.length ? runsBefore[next] : runs);
}

export function bundleRows(rows: BitRows, size: 1 | 2): Bundles {
  const { words, perRow } = rows;
  const nj = Math.ceil(rows.nj / size);
  const nk = Math.ceil(rows.nk / size);
  const union = new Int32Array(nj * nk * perRow);
  const starts = new Int32Array(union.length);
  const runsBefore = new Int32Array(union.length);
  let runs = 0;
  for (let k = 0, out = 0; k < nk; k++)
    for (let j = 0; j < nj; j++, out += perRow) {
      const at = rowsOf(rows, size, j, k);
      for (let w = 0; w < perRow; w++)
        union[out + w] = words[at[0] + w] | words[at[1] + w] | words[at[2] + w] | words[at[3] + w];
      runs = countRuns(union, starts, runsBefore, runs, out, perRow);
    }
  return { rows, size, nj, nk, union, starts, runsBefore, runs };
}

/** Fills in the starts of the runs of one bundle, `perRow` words from `first` on; returns how many runs there are after it. */
function countRuns(
  union: Int32Array,
  starts: Int32Array,
  runsBefore: Int32Array,
  before: number,
  first: number,
  perRow: number,
): number {
  let runs = before;
  let carry = 0;
  for (let at = first; at < first + perRow; at++) {
    const word = union[at];
    starts[at] = word & ~((word << 1) | carry);
    runsBefore[at] = runs;
    runs += bitCount(starts[at]);
    carry = word >>> 31;
  }
  return runs;
}

/** Where the four rows of bundle (j, k) begin: (0, 0), (1, 0), (0, 1), (1, 1) along j, k; zeros for what it lacks. */
function rowsOf(rows: BitRows, size: 1 | 2, j: number, k: number): [number, number, number, number] {
  if (size === 2) {
    const [y, z] = [2 * j, 2 * k];
    return [
      rowOffset(rows, y, z),
      rowOffset(rows, y + 1, z),
      rowOffset(rows, y, z + 1),
      rowOffset(rows, y + 1, z + 1),
    ];
  }
  const none = rowOffset(rows, -1, -1);
  return [rowOffset(rows, j, k), none, none, none];
}

/** The run that holds `bit` of `word`, one of the ones of `union[word]`. */
export function runAt({ starts, runsBefore }: Bundles, word: number, bit: number): number {
  return runsBefore[word] + bitCount(starts[word] & ((bit << 1) - 1)) - 1;
}

/** Where a visited word is. */
export interface WordPlace {
  /** The first row of its bundle along j and k. */
  j: number;
  k: number;
  /** The word within a row. */
  word: number;
  /** Its place in each of the bundle's four rows: (0, 0), (1, 0), (0, 1), (1, 1) along j, k. */
  readonly inRows: [number, number, number, number];
}

/**
 * Visits the parts of runs that lie in one word, in order: the run, which of the word's voxels they are, and where the
 * word is (an object that is used again).
 */
export function forEachSegment(
  bundles: Bundles,
  visit: (run: number, ones: number, place: WordPlace) => void,
) {
  const { rows, size, nj, nk, union, starts, runsBefore } = bundles;
  const { perRow } = rows;
  const place: WordPlace = { j: 0, k: 0, word: 0, inRows: [0, 0, 0, 0] };
  for (let k = 0, bundle = 0; k < nk; k++)
    for (let j = 0; j < nj; j++, bundle++) {
      if (isEmptyBundle(bundles, bundle)) continue;
      const rowsStart = rowsOf(rows, size, j, k);
      place.j = j * size;
      place.k = k * size;
      for (let word = 0; word < perRow; word++) {
        const at = bundle * perRow + word;
        let rest = union[at];
        if (rest === 0) continue;
        place.word = word;
        for (let n = 0; n < 4; n++) place.inRows[n] = rowsStart[n] + word;
        let run = runsBefore[at] - (starts[at] & rest & -rest ? 0 : 1);
        while (rest !== 0) {
          const ones = onesFrom(rest, rest & -rest);
          visit(run++, ones, place);
          rest &= ~ones;
        }
      }
    }
}
