import { useEffect, useRef } from 'react';
import { followOpenings } from '../../engine/tour.ts';
import { useTour } from '../../stores/tour.ts';
import { TourStepView } from './TourStepView.tsx';

/** Four steps round the window, each beside the controls that it is about. */
export function Tour() {
  const step = useTour((state) => state.step);
  const shown = step !== null;
  const cameFrom = useRef<Element | null>(null);
  useEffect(() => followOpenings(), []);
  useEffect(() => {
    if (!shown) return;
    cameFrom.current = document.activeElement;
    return () => {
      if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    };
  }, [shown]);
  return step && <TourStepView key={step} step={step} />;
}
