/** "#rrggbb" as three numbers from 0 to 1. */
export function toRgb(colour: string): [red: number, green: number, blue: number] {
  const channel = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}
