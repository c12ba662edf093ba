import type { Recipe } from '../../contract/recipe.ts';
import { resampleRow } from '../preprocess/resampleVolume.ts';
import { isIdentity, type AxisTaps } from '../preprocess/axisTaps.ts';

export interface DecideOptions {
  readonly channels: number;
  readonly decision: Recipe['decision'];
  /** Are the channels of a voxel probabilities that sum to 1? Then a class below 1 / channels can't be the largest. */
  readonly sumsToOne: boolean;
}

/**
 * The label of every voxel of a grid that the network's values are resampled to, without ever holding the resampled values: a
 * slice of one channel at a time. Rows in which a class can't win are left out.
 * @param values [channels, k, j, i] on the network's grid
 * @param taps from the network's grid to the wanted one
 * @returns the labels, i fastest; 0 is the background
 */
export function decideLabels(
  values: Float32Array,
  taps: readonly [AxisTaps, AxisTaps, AxisTaps],
  options: DecideOptions,
): Uint8Array<ArrayBuffer> {
  const { channels, decision } = options;
  const [alongI, alongJ, alongK] = taps;
  const slice = alongI.count * alongJ.count;
  const labels = new Uint8Array(slice * alongK.count);
  const best = new Float64Array(slice);
  const resampler = new SliceResampler(values, taps, channels);
  const canWin =
    options.sumsToOne && decision.kind === 'argmax' && decision.margin >= 0 ? 1 / channels : -Infinity;
  for (let k = 0; k < alongK.count; k++) {
    const label = labels.subarray(k * slice, (k + 1) * slice);
    if (decision.kind === 'threshold') {
      resampler.slice(0, k, best, -Infinity);
      for (let n = 0; n < slice; n++) label[n] = best[n] >= decision.from ? 1 : 0;
      continue;
    }
    resampler.slice(0, k, best, -Infinity);
    if (decision.margin !== 0) for (let n = 0; n < slice; n++) best[n] += decision.margin;
    for (let c = 1; c < channels; c++)
      resampler.eachRow(c, k, canWin - 1e-6, (row, j) => {
        for (let i = 0, n = j * row.length; i < row.length; i++, n++)
          if (row[i] > best[n]) {
            best[n] = row[i];
            label[n] = c;
          }
      });
  }
  return labels;
}

/** Resamples single slices of single channels. */
class SliceResampler {
  private readonly plane: Float64Array;
  private readonly rowMaxima: Float64Array;
  private readonly line: Float64Array;
  private readonly row: Float64Array;
  private readonly copies: boolean;
  private readonly values: Float32Array;
  private readonly taps: readonly [AxisTaps, AxisTaps, AxisTaps];
  private readonly channels: number;

  constructor(values: Float32Array, taps: readonly [AxisTaps, AxisTaps, AxisTaps], channels: number) {
    this.values = values;
    this.taps = taps;
    this.channels = channels;
    const [alongI, alongJ] = taps;
    this.plane = new Float64Array(alongI.size * alongJ.size);
    this.rowMaxima = new Float64Array(alongJ.size);
    this.line = new Float64Array(alongI.size);
    this.row = new Float64Array(alongI.count);
    this.copies = isIdentity(alongI);
  }

  /** All rows of a slice, written to `target`. */
  slice(channel: number, k: number, target: Float64Array, floor: number): void {
    this.eachRow(channel, k, floor, (row, j) => target.set(row, j * row.length));
  }

  /** The rows of a slice of which a voxel may exceed `floor`. The row is only lent. */
  eachRow(channel: number, k: number, floor: number, use: (row: Float64Array, j: number) => void): void {
    const [alongI, alongJ] = this.taps;
    const ni = alongI.size;
    this.addPlane(channel, k);
    for (let j = 0; j < alongJ.count; j++) {
      let highest = -Infinity;
      this.line.fill(0);
      for (let t = 0; t < alongJ.width; t++)
        if (alongJ.weights[j * alongJ.width + t] !== 0)
          highest = Math.max(highest, this.rowMaxima[alongJ.first[j] + t]);
      if (highest < floor) continue;
      for (let t = 0; t < alongJ.width; t++) {
        const weight = alongJ.weights[j * alongJ.width + t];
        const from = (alongJ.first[j] + t) * ni;
        if (weight !== 0) for (let i = 0; i < ni; i++) this.line[i] += weight * this.plane[from + i];
      }
      if (this.copies) use(this.line, j);
      else {
        resampleRow(this.line, alongI, this.row, 0);
        use(this.row, j);
      }
    }
  }

  /** Adds the slices around sample k, and finds the largest value of every row. */
  private addPlane(channel: number, k: number): void {
    const { plane, values, rowMaxima, channels } = this;
    const [alongI, , alongK] = this.taps;
    const origin = channel * (values.length / channels);
    plane.fill(0);
    for (let t = 0; t < alongK.width; t++) {
      const weight = alongK.weights[k * alongK.width + t];
      const from = origin + (alongK.first[k] + t) * plane.length;
      if (weight !== 0) for (let n = 0; n < plane.length; n++) plane[n] += weight * values[from + n];
    }
    for (let j = 0, n = 0; j < rowMaxima.length; j++) {
      let highest = -Infinity;
      for (let i = 0; i < alongI.size; i++, n++) if (plane[n] > highest) highest = plane[n];
      rowMaxima[j] = highest;
    }
  }
}
