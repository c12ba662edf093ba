import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { edgeLetters } from '../geometry/letters.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { PlanePointer } from '../interaction/planePointer.ts';
import { useLayout } from '../stores/layout.ts';
import { useScan } from '../stores/scan.ts';
import { useViews } from '../stores/views.ts';
import { PaneCorner } from './PaneCorner.tsx';
import { SliceSlider } from './SliceSlider.tsx';

/** One plane: letters at its edges, the overlay canvas, the slider of its slices. The slice itself lies on the stage. */
export function PlanePane({ name }: { name: PlaneName }) {
  const element = useRef<HTMLDivElement>(null);
  const plane = useScan(({ scan }) => scan?.planes[name] ?? null);
  const letters = useMemo(() => plane && edgeLetters(plane), [plane]);
  const hidden = useLayout(({ maximised }) => maximised !== null && maximised !== name);
  const { t } = useTranslation('panes');
  const active = useViews(({ activePane }) => activePane === name);

  useEffect(() => {
    if (!element.current) return;
    const pointer = new PlanePointer(element.current, name);
    return () => pointer.dispose();
  }, [name]);

  return (
    <section
      className={`pane pane-${name}`}
      data-testid={`pane-${name}`}
      data-active={active}
      data-tour={name === 'axial' ? 'look' : undefined}
      aria-label={t('plane', { plane: t(name) })}
      hidden={hidden}
    >
      <div
        className="pane-surface"
        ref={element}
        tabIndex={0}
        role="application"
        aria-label={t('slices', { plane: t(name) })}
        onFocus={() => useViews.setState({ activePane: name })}
      >
        <canvas data-layer="overlay" />
      </div>
      <PaneCorner name={name} />
      {letters && (
        <>
          <span className="letter letter-left" data-picture-text>
            {letters.left}
          </span>
          <span className="letter letter-right" data-picture-text>
            {letters.right}
          </span>
          <span className="letter letter-top" data-picture-text>
            {letters.top}
          </span>
          <span className="letter letter-bottom" data-picture-text>
            {letters.bottom}
          </span>
        </>
      )}
      <SliceSlider name={name} />
    </section>
  );
}
