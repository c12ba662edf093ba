/** A seeded source of numbers in [0, 1): mulberry32, good enough for queues and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws a duration in seconds. */
export type Duration = (random: () => number) => number;

export const constant =
  (seconds: number): Duration =>
  () =>
    seconds;

export const exponential =
  (mean: number): Duration =>
  (random) =>
    -mean * Math.log(1 - random());

/** As it was measured, each time as likely as the others. */
export const measured =
  (seconds: readonly number[]): Duration =>
  (random) =>
    seconds[Math.floor(random() * seconds.length)];
