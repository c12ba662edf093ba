/** The golden angle: however many classes there are, no two neighbours have like hues. */
const HUE_STEP = 137.508;

/** A colour (#rrggbb) for the n-th class, distinct from the others': hues go round, lightness changes with every round. */
export function classColour(n: number): string {
  const hue = (290 + n * HUE_STEP) % 360;
  const lightness = [0.58, 0.72, 0.46][Math.floor(n / 8) % 3];
  return hslToHex(hue, 0.62, lightness);
}

function hslToHex(hue: number, saturation: number, lightness: number): string {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    const value = lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
