import type { Vec3, VoxelBox } from '../contract/geometry.ts';

export function isEmptyBox({ start, end }: VoxelBox): boolean {
  return start.some((first, axis) => first >= end[axis]);
}

/** The smallest box around two boxes; an empty one takes no part. */
export function unionBox(a: VoxelBox, b: VoxelBox): VoxelBox {
  if (isEmptyBox(a)) return b;
  if (isEmptyBox(b)) return a;
  const start = a.start.map((first, axis) => Math.min(first, b.start[axis]));
  const end = a.end.map((last, axis) => Math.max(last, b.end[axis]));
  return { start: start as unknown as Vec3, end: end as unknown as Vec3 };
}

/** The smallest box around the labels of `shapeIjk` (i fastest), all of which lie in `box`; an empty one where there are none. */
export function tightBox(labels: Uint8Array, [ni, nj]: Vec3, { start, end }: VoxelBox): VoxelBox {
  const low = [end[0], end[1], end[2]];
  const high = [0, 0, 0];
  const words = wordsOf(labels);
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const row = (k * nj + j) * ni;
      // In a row and a slice that are known to be in, only what lies outside along i can tell more.
      const isKnown = k < high[2] && j >= low[1] && j < high[1];
      const rowEnd = row + end[0];
      const searched = isKnown ? row + Math.min(low[0], end[0]) : rowEnd;
      const first = firstLabelled(labels, words, row + start[0], searched);
      if (first === searched && !isKnown) continue;
      let last = rowEnd - 1;
      while (last >= row + high[0] && labels[last] === 0) last--;
      low[0] = Math.min(low[0], first - row);
      high[0] = Math.max(high[0], last - row + 1);
      low[1] = Math.min(low[1], j);
      high[1] = Math.max(high[1], j + 1);
      low[2] = Math.min(low[2], k);
      high[2] = k + 1;
    }
  if (high[2] === 0) return { start: [0, 0, 0], end: [0, 0, 0] };
  return { start: [low[0], low[1], low[2]], end: [high[0], high[1], high[2]] };
}

/** The labels four at a time; none where they don't start at a word of their buffer. */
function wordsOf({ buffer, byteOffset, length }: Uint8Array): Uint32Array {
  return byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : new Uint32Array(0);
}

/** The first voxel of [from, end) that carries a label; `end` where none does. Most of a map is empty: four are looked at at once. */
function firstLabelled(labels: Uint8Array, words: Uint32Array, from: number, end: number): number {
  let at = from;
  while (at < end && at % 4 !== 0) if (labels[at++] !== 0) return at - 1;
  const lastWord = Math.min(words.length, end >> 2);
  let word = at >> 2;
  while (word < lastWord && words[word] === 0) word++;
  at = Math.max(at, Math.min(end, 4 * word));
  while (at < end && labels[at] === 0) at++;
  return at;
}
