import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PlanePointer } from '../../interaction/planePointer.ts';
import { useCompare, useCompared } from '../../stores/compare.ts';
import { useLayout } from '../../stores/layout.ts';
import { PaneLetters } from '../PaneLetters.tsx';
import { ComparedReadOut } from './ComparedReadOut.tsx';
import { ComparedSliceNumber, ComparedSlider } from './ComparedSlices.tsx';

/** The scan beside the one on show, in the same plane. The slice itself lies on the stage. */
export function ComparedPane() {
  const element = useRef<HTMLDivElement>(null);
  const { t } = useTranslation('compare');
  const planeName = useLayout(({ compared }) => compared?.plane ?? 'axial');
  const name = useCompared(({ info }) => info.name);
  const plane = useCompared(({ planes }) => planes[planeName]);
  const active = useCompare((state) => state.active);

  useEffect(() => {
    if (!element.current) return;
    const pointer = new PlanePointer(element.current, 'compared');
    return () => pointer.dispose();
  }, []);

  return (
    <section
      className={`pane pane-compared pane-${planeName}`}
      data-testid="pane-compared"
      data-active={active}
      aria-label={t('paneOf', { plane: t(planeName), name })}
      hidden={plane === undefined}
    >
      <div
        className="pane-surface"
        ref={element}
        tabIndex={0}
        role="application"
        aria-label={t('slicesOf', { plane: t(planeName), name })}
        onFocus={() => useCompare.setState({ active: true })}
      >
        <canvas data-layer="overlay" />
      </div>
      {plane && (
        <>
          <header className="pane-corner">
            <span className="pane-title" data-picture-text>
              {t(planeName)}
            </span>
            <ComparedSliceNumber plane={plane} />
          </header>
          <ComparedSlider plane={plane} />
          <ComparedReadOut side="other" />
          <PaneLetters plane={plane} />
        </>
      )}
    </section>
  );
}
