import type { PlaneAxes } from './shearedGrid.ts';

/**
 * `squaredDistances` of a slice whose two axes are not at right angles: from each voxel rows are searched outwards, each at
 * the place in it that is nearest, until they are farther away than what was found.
 *
 * @param mask 0 or 1, shape [nx, ny], x fastest
 * @returns in mm^2, Infinity where no voxel of the mask is `target`
 */
export function shearedSquaredDistances(
  mask: Uint8Array,
  [nx, ny]: readonly [number, number],
  { aa, ab, bb }: PlaneAxes,
  target: 0 | 1,
): Float32Array {
  const { before, after } = nearestInRows(mask, nx, target);
  const squares = new Float32Array(mask.length);
  for (let y = 0, n = 0; y < ny; y++)
    for (let x = 0; x < nx; x++, n++) {
      let best = Infinity;
      for (let away = 0; away < ny; away++) {
        const rowSquare = (bb * away) ** 2;
        if (rowSquare >= best) break;
        for (const row of away === 0 ? [y] : [y - away, y + away]) {
          if (row < 0 || row >= ny) continue;
          const place = x + (ab / aa) * (y - row);
          const left = Math.min(Math.floor(place), nx - 1);
          const toLeft = left < 0 ? Infinity : place - before[row * nx + left];
          const toRight = left + 1 >= nx ? Infinity : after[row * nx + Math.max(0, left + 1)] - place;
          const square = (aa * Math.min(toLeft, toRight)) ** 2 + rowSquare;
          if (square < best) best = square;
        }
      }
      squares[n] = best;
    }
  return squares;
}

/** For each voxel where in its row the nearest of the target is, itself included: before it (-Infinity: nowhere) and after it (Infinity). */
function nearestInRows(mask: Uint8Array, nx: number, target: 0 | 1) {
  const [before, after] = [new Float64Array(mask.length), new Float64Array(mask.length)];
  for (let row = 0; row < mask.length; row += nx) {
    for (let x = 0, last = -Infinity; x < nx; x++)
      before[row + x] = last = mask[row + x] === target ? x : last;
    for (let x = nx - 1, next = Infinity; x >= 0; x--)
      after[row + x] = next = mask[row + x] === target ? x : next;
  }
  return { before, after };
}
