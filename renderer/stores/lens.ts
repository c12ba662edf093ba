import { create } from 'zustand';
import type { StagePane } from './layout.ts';

/** A place on the pane of a plane, in CSS pixels from its top left corner. */
export interface LensPlace {
  readonly pane: Exclude<StagePane, '3d'>;
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
