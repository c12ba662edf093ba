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

/** The first colour that none of the others has; they come round again where all are taken. */
export function distinctColour(taken: readonly string[]): string {
  return colours.find((colour) => !taken.includes(colour)) ?? colours[taken.length % colours.length]!;
}
