/** HU, then red, green, blue (0 to 1). */
type ColourPoint = readonly [hu: number, red: number, green: number, blue: number];
/** HU, then opacity (0 to 1) of a millimetre. */
type OpacityPoint = readonly [hu: number, opacity: number];

export interface VolumePreset {
  readonly id: string;
  readonly name: string;
  readonly colours: readonly ColourPoint[];
  readonly opacities: readonly OpacityPoint[];
}

/** How HU look in the 3D view. The first is shown with a fresh scan. */
export const volumePresets: readonly VolumePreset[] = [
  {
    id: 'bones',
    name: 'Bones and vessels',
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
    id: 'soft',
    name: 'Soft tissue',
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
    name: 'Lung',
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
