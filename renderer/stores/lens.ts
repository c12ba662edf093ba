import { create } from 'zustand';
import type { PlaneName } from '../geometry/planes.ts';

/** A place on a plane's pane, in CSS pixels from its top left corner. */
export interface LensPlace {
  readonly plane: PlaneName;
  readonly x: number;
  readonly y: number;
}

interface LensState {
  /** Where the pointer is, while it is over a plane. */
  readonly pointer: LensPlace | null;
  /** Its key is held down. */
  readonly held: boolean;
}

/** The magnifier. */
export const useLens = create<LensState>()(() => ({ pointer: null, held: false }));

/** Where the lens is; null while there is none. */
export const lensPlace = ({ pointer, held }: LensState): LensPlace | null => (held ? pointer : null);

export function holdLens(): void {
  useLens.setState({ held: true });
}

export function releaseLens(): void {
  useLens.setState({ held: false });
}
