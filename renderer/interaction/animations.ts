import { useEffect } from 'react';
import { turn } from '../geometry/cameraPose.ts';
import { stopCine, useCine } from '../stores/cine.ts';
import { useScan } from '../stores/scan.ts';
import { showSlice, useViews } from '../stores/views.ts';
import { moveCamera, useVolume } from '../stores/volume.ts';

/** Degrees that the 3D view turns a second, and at once where motion is unwelcome. */
const spinDegrees = 36;
const turnDegrees = 45;

/** Runs what moves by itself while the stores say so: the cine of a plane, and the spin of the 3D view. */
export function useAnimations(): void {
  const plane = useCine(({ playing }) => playing);
  const spinning = useVolume((state) => state.spinning);
  useEffect(() => {
    if (plane === null) return;
    let due = 0;
    return everyFrame((seconds) => {
      const { framesPerSecond, direction } = useCine.getState();
      const { scan } = useScan.getState();
      if (!scan) {
        stopCine();
        return;
      }
      // Where drawing can't keep up slices are left out, and the speed stays what it says.
      due = Math.min(due + seconds * framesPerSecond, framesPerSecond);
      const steps = Math.floor(due);
      due -= steps;
      if (steps === 0) return;
      const { grid } = scan.info;
      const { sliceAxis, sliceSign } = scan.planes[plane];
      const count = grid.shapeIjk[sliceAxis]!;
      const slice = useViews.getState().crosshairIjk[sliceAxis]! + steps * direction * sliceSign;
      showSlice(grid, sliceAxis, ((slice % count) + count) % count);
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
