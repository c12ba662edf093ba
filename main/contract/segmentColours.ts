/** Colours that stay apart from each other, from grey and from the planes' own, also for most colour-blind readers. */
const colours = [
  '#9b5de5',
  '#00bbf9',
  '#fee440',
  '#f15bb5',
  '#00f5d4',
  '#ff9f1c',
  '#8ac926',
  '#ff595e',
  '#b8c0ff',
  '#c08552',
] as const;

/** The colour that is least like any of the others (by red, green and blue); the first where there are none. */
export function contrastingColour(others: readonly string[]): string {
  const distance = (one: string, other: string) =>
    Math.hypot(...[1, 3, 5].map((at) => channel(one, at) - channel(other, at)));
  const nearest = (one: string) => Math.min(...others.map((other) => distance(one, other)));
  return colours.reduce((best, one) => (nearest(one) > nearest(best) ? one : best));
}

function channel(colour: string, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16);
}

/** The first colour that none of the others has; they come round again where all are taken. */
export function distinctColour(taken: readonly string[]): string {
  return colours.find((colour) => !taken.includes(colour)) ?? colours[taken.length % colours.length]!;
}
