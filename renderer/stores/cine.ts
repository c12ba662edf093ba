import { create } from 'zustand';
import type { PlaneName } from '../geometry/planes.ts';

interface CineState {
  /** The plane whose slices run; null while none do. */
  readonly playing: PlaneName | null;
  readonly framesPerSecond: number;
  /** 1 towards the head, the front or the patient's right; -1 the other way. */
  readonly direction: 1 | -1;
}

export const fastestCine = 60;

export const useCine = create<CineState>()(() => ({ playing: null, framesPerSecond: 15, direction: -1 }));

export function toggleCine(plane: PlaneName): void {
  useCine.setState(({ playing }) => ({ playing: playing === plane ? null : plane }));
}

/** @returns whether anything ran */
export function stopCine(): boolean {
  const ran = useCine.getState().playing !== null;
  if (ran) useCine.setState({ playing: null });
  return ran;
}

export function setCineSpeed(framesPerSecond: number): void {
  if (!Number.isFinite(framesPerSecond)) return;
  useCine.setState({ framesPerSecond: Math.min(fastestCine, Math.max(1, Math.round(framesPerSecond))) });
}

export function reverseCine(): void {
  useCine.setState(({ direction }) => ({ direction: direction === 1 ? -1 : 1 }));
}
