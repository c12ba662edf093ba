import { useMemo } from 'react';
import { edgeLetters } from '../geometry/letters.ts';
import type { Plane } from '../geometry/planes.ts';

/** Where the patient's sides are, at the four edges of a pane. */
export function PaneLetters({ plane }: { plane: Plane }) {
  const letters = useMemo(() => edgeLetters(plane), [plane]);
  return (['left', 'right', 'top', 'bottom'] as const).map((edge) => (
    <span key={edge} className={`letter letter-${edge}`} data-picture-text>
      {letters[edge]}
    </span>
  ));
}
