/** Numbers in [0, 1), the same in every run for one seed (Mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number of the normal distribution (Box and Muller). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A smooth function of a direction (a unit vector), about -1 to 1. */
export function directionField(random: () => number, frequency: number) {
  const waves = Array.from({ length: 5 }, () => ({
    along: [normal(random), normal(random), normal(random)],
    phase: 2 * Math.PI * random(),
  }));
  return (x: number, y: number, z: number): number => {
    let sum = 0;
    for (const { along, phase } of waves)
      sum += Math.sin(frequency * (along[0] * x + along[1] * y + along[2] * z) + phase);
    return sum / 2.5;
  };
}
