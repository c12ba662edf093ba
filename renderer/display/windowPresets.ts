/** Which HU are shown as black (level - width/2) to white (level + width/2). */
export interface WindowLevel {
  readonly width: number;
  readonly level: number;
}

export interface WindowPreset extends WindowLevel {
  readonly name: string;
  readonly key: string;
}

/** In the order of their keys. */
export const windowPresets: readonly WindowPreset[] = [
  { key: '1', name: 'Soft tissue', width: 400, level: 40 },
  { key: '2', name: 'Lung', width: 1500, level: -600 },
  { key: '3', name: 'Liver', width: 150, level: 90 },
  { key: '4', name: 'Bone', width: 2500, level: 480 },
  { key: '5', name: 'Brain', width: 80, level: 40 },
];

/** The window after a drag of (dx, dy) pixels: to the right widens, upwards raises the level, faster where it is wide. */
export function dragWindow(start: WindowLevel, dx: number, dy: number): WindowLevel {
  const huPerPixel = Math.max(0.5, start.width / 400);
  return {
    width: Math.max(1, Math.round(start.width + dx * huPerPixel)),
    level: Math.round(start.level + dy * huPerPixel),
  };
}
