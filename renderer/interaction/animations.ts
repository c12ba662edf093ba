import { useEffect } from 'react';
import { turn } from '../geometry/cameraPose.ts';
import { stopCine, useCine } from '../stores/cine.ts';
import { useScan } from '../stores/scan.ts';
import { showSlice, useViews } from '../stores/views.ts';
import { moveCamera, useVolume } from '../stores/volume.ts';
import { CineClock, sliceAfter } from './cineClock.ts';

/** Degrees that the 3D view turns a second, and at once where motion is unwelcome. */
const spinDegrees = 36;
const turnDegrees = 45;

/** Runs what moves by itself while the stores say so: the cine of a plane, and the spin of the 3D view. */
export function useAnimations(): void {
  const plane = useCine(({ playing }) => playing);
  const spinning = useVolume((state) => state.spinning);
  useEffect(() => {
    if (plane === null) return;
    const clock = new CineClock();
    return everyFrame((seconds) => {
      const { framesPerSecond, direction } = useCine.getState();
      const { scan } = useScan.getState();
      if (!scan) {
        stopCine();
        return;
      }
      const steps = clock.stepsAfter(seconds, framesPerSecond);
      if (steps === 0) return;
      const { grid } = scan.info;
      const { sliceAxis, sliceSign } = scan.planes[plane];
      const slice = useViews.getState().crosshairIjk[sliceAxis]!;
      const next = sliceAfter(slice, steps * direction * sliceSign, grid.shapeIjk[sliceAxis]!);
      showSlice(grid, sliceAxis, next);
    });
  }, [plane]);
  useEffect(() => {
    if (!spinning) return;
    return everyFrame((seconds) => moveCamera((pose) => turn(pose, spinDegrees * seconds)));
  }, [spinning]);
}

/** Starts or stops the spin; who asked the system for less motion gets an eighth of a turn instead. */
export function toggleSpin(): void {
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    moveCamera((pose) => turn(pose, turnDegrees));
  } else useVolume.setState(({ spinning }) => ({ spinning: !spinning }));
}

/** Calls `step` every frame with the time since the one before, until the returned function is called. */
function everyFrame(step: (seconds: number) => void): () => void {
  let last = performance.now();
  let frame = 0;
  const next = (now: number) => {
    frame = requestAnimationFrame(next);
    step(Math.max(0, now - last) / 1000);
    last = now;
  };
  frame = requestAnimationFrame(next);
  return () => cancelAnimationFrame(frame);
}
