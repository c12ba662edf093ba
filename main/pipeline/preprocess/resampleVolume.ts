import { isIdentity, type AxisTaps } from './axisTaps.ts';

type Voxels = Int16Array | Float32Array | Uint8Array;

/**
 * A volume (i fastest) resampled along its three axes, in float64, rounded to float32 once. Slices that a sample needs are
 * resampled along i and j when they are first needed and kept only as long, so that memory is the result and some slices.
 */
export function resampleVolume(
  voxels: Voxels,
  [alongI, alongJ, alongK]: readonly [AxisTaps, AxisTaps, AxisTaps],
): Float32Array<ArrayBuffer> {
  const plane = alongI.count * alongJ.count;
  const result = new Float32Array(plane * alongK.count);
  const slices = new Map<number, Float64Array>();
  const sum = new Float64Array(plane);
  const sliceSize = alongI.size * alongJ.size;
  for (let k = 0; k < alongK.count; k++) {
    sum.fill(0);
    for (const known of slices.keys()) if (known < alongK.first[k]) slices.delete(known);
    for (let t = 0; t < alongK.width; t++) {
      const weight = alongK.weights[k * alongK.width + t];
      if (weight === 0) continue;
      const source = alongK.first[k] + t;
      let slice = slices.get(source);
      if (!slice) {
        slice = resampleSlice(voxels.subarray(source * sliceSize, (source + 1) * sliceSize), alongI, alongJ);
        slices.set(source, slice);
      }
      for (let n = 0; n < plane; n++) sum[n] += weight * slice[n];
    }
    result.set(sum, k * plane);
  }
  return result;
}

/** One slice along j, then i: whole rows are added first, where voxels lie side by side. */
function resampleSlice(slice: Voxels, alongI: AxisTaps, alongJ: AxisTaps): Float64Array {
  const [ni, mi] = [alongI.size, alongI.count];
  const result = new Float64Array(mi * alongJ.count);
  const row = new Float64Array(ni);
  const copies = isIdentity(alongI);
  for (let j = 0; j < alongJ.count; j++) {
    row.fill(0);
    for (let t = 0; t < alongJ.width; t++) {
      const weight = alongJ.weights[j * alongJ.width + t];
      if (weight === 0) continue;
      const from = (alongJ.first[j] + t) * ni;
      for (let i = 0; i < ni; i++) row[i] += weight * slice[from + i];
    }
    if (copies) result.set(row, j * mi);
    else resampleRow(row, alongI, result, j * mi);
  }
  return result;
}

/** One row along its axis, written to `target` from `to` on. */
export function resampleRow(
  row: Float64Array,
  { count, width, first, weights }: AxisTaps,
  target: Float64Array,
  to: number,
): void {
  for (let i = 0, w = 0; i < count; i++) {
    let value = 0;
    for (let t = 0; t < width; t++, w++) value += weights[w] * row[first[i] + t];
    target[to + i] = value;
  }
}
