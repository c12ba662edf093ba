/** The spread of repeated measurements. */
export interface Spread {
  readonly runs: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Smallest, middle and largest of some measurements. Throws RangeError where there are none. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('There is nothing measured.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    runs: sorted.length,
    min: sorted[0],
    median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    max: sorted[sorted.length - 1],
  };
}

/** The spread of one field over a list of runs. */
export function spreadBy<T>(runs: readonly T[], value: (run: T) => number): Spread {
  return spreadOf(runs.map(value));
}

/** y = intercept + slope * x, and which share of the variance of y that line explains (R^2, 1 where all lie on it). */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly rSquared: number;
}

/** The line of least squares through points. Throws RangeError for fewer than two different x. */
export function leastSquares(x: readonly number[], y: readonly number[]): Line {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (of: (n: number) => number) => x.reduce((total, _, n) => total + of(n), 0);
  const sxx = sum((n) => (x[n] - mx) ** 2);
  if (!(sxx > 0)) throw new RangeError('A line needs two points with different x.');
  const slope = sum((n) => (x[n] - mx) * (y[n] - my)) / sxx;
  const intercept = my - slope * mx;
  const residual = sum((n) => (y[n] - intercept - slope * x[n]) ** 2);
  const variance = sum((n) => (y[n] - my) ** 2);
  return { slope, intercept, rSquared: variance === 0 ? 1 : 1 - residual / variance };
}
