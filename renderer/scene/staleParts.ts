import { planeNames, type PlaneName } from '../geometry/planes.ts';

/** What the next frames have to draw anew. */
export class StaleParts {
  readonly slices = new Set<PlaneName>();
  /** What lies over the slices. */
  readonly overlays = new Set<PlaneName>();
  /** The slice of the second scan, and what lies over it. */
  compared = false;
  /** The 3D picture is painted coarsely while things move, then once more. */
  volume: 'no' | 'coarse' | 'fine' = 'no';

  allOverlays(): void {
    for (const name of planeNames) this.overlays.add(name);
  }

  allPlanes(): void {
    for (const name of planeNames) this.slices.add(name);
    this.allOverlays();
    this.compared = true;
  }
}
