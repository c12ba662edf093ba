import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaneName } from '../geometry/planes.ts';
import { PlanePointer } from '../interaction/planePointer.ts';
import { isShown, useLayout } from '../stores/layout.ts';
import { useScan } from '../stores/scan.ts';
import { useCompare } from '../stores/compare.ts';
import { useViews } from '../stores/views.ts';
import { ComparedReadOut } from './compare/ComparedReadOut.tsx';
import { PaneCorner } from './PaneCorner.tsx';
import { PaneLetters } from './PaneLetters.tsx';
import { SliceSlider } from './SliceSlider.tsx';

/** One plane: letters at its edges, the overlay canvas, the slider of its slices. The slice itself lies on the stage. */
export function PlanePane({ name }: { name: PlaneName }) {
  const element = useRef<HTMLDivElement>(null);
  const plane = useScan(({ scan }) => scan?.planes[name] ?? null);
  const hidden = useLayout((layout) => !isShown(layout, name));
  const comparing = useLayout(({ compared }) => compared?.plane === name);
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
        onFocus={() => {
          useViews.setState({ activePane: name });
          useCompare.setState({ active: false });
        }}
      >
        <canvas data-layer="overlay" />
      </div>
      <PaneCorner name={name} />
      {comparing && <ComparedReadOut side="shown" />}
      {plane && <PaneLetters plane={plane} />}
      <SliceSlider name={name} />
    </section>
  );
}
