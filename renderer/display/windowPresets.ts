/** Which HU are shown as black (level - width/2) to white (level + width/2). */
export interface WindowLevel {
  readonly width: number;
  readonly level: number;
}

export interface WindowPreset extends WindowLevel {
  /** Names it in the messages. */
  readonly id: 'softTissue' | 'lung' | 'liver' | 'bone' | 'brain';
  readonly key: string;
}

/** In the order of their keys. */
export const windowPresets: readonly WindowPreset[] = [
  { key: '1', id: 'softTissue', width: 400, level: 40 },
  { key: '2', id: 'lung', width: 1500, level: -600 },
  { key: '3', id: 'liver', width: 150, level: 90 },
  { key: '4', id: 'bone', width: 2500, level: 480 },
  { key: '5', id: 'brain', width: 80, level: 40 },
];

/** The window after a drag of (dx, dy) pixels: to the right widens, upwards raises the level, faster where it is wide. */
export function dragWindow(start: WindowLevel, dx: number, dy: number): WindowLevel {
  const huPerPixel = Math.max(0.5, start.width / 400);
  return {
    width: Math.max(1, Math.round(start.width + dx * huPerPixel)),
    level: Math.round(start.level + dy * huPerPixel),
  };
}
