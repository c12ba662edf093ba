import { directionField } from './random.ts';

/** HU in the portal venous phase. */
const hu = {
  ...{ spleen: 112, fat: -100, muscle: 58, rib: 380, lung: -850, stomach: 50, content: 20 },
  ...{ cortex: 172, alike: 94 },
};

/** An organ among others, in mm from its middle. */
export interface Anatomy {
  /** About how far outside of the organ a point lies (negative: inside), in mm along the ray from the middle. */
  readonly outsideMm: (x: number, y: number, z: number) => number;
  /** HU of a point that lies `outside` mm outside. */
  readonly huAt: (x: number, y: number, z: number, outside: number) => number;
  /** Half of the organ's extent along x, y and z. */
  readonly radiiMm: readonly [number, number, number];
}

/**
 * An ellipsoid with bumps: a chest wall with ribs beside it, diaphragm and lung above, stomach and kidney on the inner
 * side, an organ of nearly its HU below, each behind a gap of fat from nothing to some mm.
 */
export function makeAnatomy(random: () => number, scale: number): Anatomy {
  const vary = () => 0.85 + 0.3 * random();
  const radiiMm = [46 * scale * vary(), 30 * scale * vary(), 36 * scale * vary()] as const;
  const bumps = directionField(random, 2.2);
  const gap = directionField(random, 2.5);
  const texture = directionField(random, 1.5);
  const bumpMm = 3 * Math.sqrt(scale);

  const outsideMm = (x: number, y: number, z: number) => {
    const length = Math.hypot(x, y, z);
    if (length < 1e-6) return -radiiMm[1];
    const radius = length / Math.hypot(x / radiiMm[0], y / radiiMm[1], z / radiiMm[2]);
    return length - radius - bumpMm * bumps(x / length, y / length, z / length);
  };
  const huAt = (x: number, y: number, z: number, outside: number) => {
    const length = Math.hypot(x, y, z) || 1;
    const [u, v, w] = [x / length, y / length, z / length];
    if (outside < 0) return hu.spleen + 4 * texture(u * 2, v * 2, w * 2);
    const gapMm = Math.max(0, 1.2 + 1.6 * gap(u, v, w));
    if (w > 0.55) return outside < 2.5 ? hu.muscle : hu.lung;
    if (outside < gapMm) return hu.fat;
    if (w < -0.65) return hu.alike;
    if (u > 0.35) {
      if (outside < gapMm + 5) return hu.muscle;
      return Math.sin(z / 6) > 0.3 && outside < gapMm + 12 ? hu.rib : hu.muscle;
    }
    if (u < -0.3 && v > 0.1) return outside < gapMm + 4 ? hu.stomach : hu.content;
    if (u < -0.2 && v < -0.1) return outside < gapMm + 9 ? hu.cortex : hu.fat;
    return hu.fat;
  };
  return { outsideMm, huAt, radiiMm };
}
