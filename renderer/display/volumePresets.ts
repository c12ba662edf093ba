/** HU, then red, green, blue (0 to 1). */
type ColourPoint = readonly [hu: number, red: number, green: number, blue: number];
/** HU, then opacity (0 to 1) of a millimetre. */
type OpacityPoint = readonly [hu: number, opacity: number];

export interface VolumePreset {
  /** Names it in the messages and in what is remembered. */
  readonly id: 'bone' | 'vessels' | 'soft' | 'lung';
  readonly colours: readonly ColourPoint[];
  readonly opacities: readonly OpacityPoint[];
}

/** How HU look in the 3D view. The first is shown with a fresh scan. */
export const volumePresets: readonly VolumePreset[] = [
  {
    id: 'bone',
    colours: [
      [-200, 0.35, 0.2, 0.15],
      [80, 0.6, 0.28, 0.2],
      [180, 0.86, 0.52, 0.38],
      [300, 0.95, 0.84, 0.7],
      [1200, 1, 0.98, 0.94],
    ],
    opacities: [
      [100, 0],
      [160, 0.03],
      [260, 0.3],
      [600, 0.6],
      [1500, 0.85],
    ],
  },
  {
    id: 'vessels',
    colours: [
      [100, 0.45, 0.05, 0.06],
      [150, 0.76, 0.14, 0.11],
      [230, 0.92, 0.36, 0.24],
      [320, 0.96, 0.72, 0.58],
      [700, 1, 0.95, 0.88],
    ],
    opacities: [
      [125, 0],
      [160, 0.09],
      [220, 0.34],
      [320, 0.3],
      [420, 0.1],
      [1500, 0.16],
    ],
  },
  {
    id: 'soft',
    colours: [
      [-200, 0.5, 0.35, 0.28],
      [-50, 0.78, 0.56, 0.42],
      [60, 0.78, 0.35, 0.28],
      [200, 0.95, 0.8, 0.68],
      [1000, 1, 1, 0.96],
    ],
    opacities: [
      [-150, 0],
      [-80, 0.015],
      [20, 0.03],
      [120, 0.15],
      [300, 0.5],
      [1000, 0.8],
    ],
  },
  {
    id: 'lung',
    colours: [
      [-1000, 0.2, 0.3, 0.4],
      [-850, 0.45, 0.6, 0.7],
      [-600, 0.8, 0.75, 0.7],
      [0, 0.9, 0.6, 0.5],
      [400, 1, 0.95, 0.9],
    ],
    opacities: [
      [-980, 0],
      [-900, 0.01],
      [-750, 0.05],
      [-500, 0.02],
      [-200, 0],
      [200, 0],
      [500, 0.3],
    ],
  },
];

/** The preset with all its points moved up by `shiftHu`: tissues below fade, or come into sight where it is negative. */
export function shiftPreset(preset: VolumePreset, shiftHu: number): VolumePreset {
  if (shiftHu === 0) return preset;
  return {
    ...preset,
    colours: preset.colours.map(([hu, ...rgb]) => [hu + shiftHu, ...rgb] as const),
    opacities: preset.opacities.map(([hu, opacity]) => [hu + shiftHu, opacity] as const),
  };
}
