/** How far a network is that is run window by window. Times are performance.now() of when a count was told. */
export interface WindowCount {
  readonly done: number;
  readonly total: number;
  readonly at: number;
  /** The count that the speed is taken from: the first one told. */
  readonly from: { readonly done: number; readonly at: number };
}

/** Shorter than this it is over before it is read. */
const shortestSeconds = 5;
/** Speeds of fewer windows say little. */
const fewest = 4;

/** Takes a count that was told `now`; a smaller one than before is that of a run begun anew, on another processor. */
export function countWindows(
  before: WindowCount | undefined,
  { done, total }: { readonly done: number; readonly total: number },
  now: number,
): WindowCount {
  const goesOn = before !== undefined && before.total === total && before.done <= done;
  return { done, total, at: now, from: goesOn ? before.from : { done, at: now } };
}

/**
 * Seconds until the last window at the speed so far, rounded as guesses are: to 5 below a minute, to 10 above. null where too
 * little is known, or hardly anything is left.
 */
export function remainingSeconds({ done, total, at, from }: WindowCount): number | null {
  const counted = done - from.done;
  if (counted < fewest) return null;
  const seconds = ((at - from.at) / counted / 1000) * (total - done);
  if (seconds < shortestSeconds) return null;
  const step = seconds < 60 ? 5 : 10;
  return Math.ceil(seconds / step) * step;
}
