import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { barLimits, barPlaces, moveBar, useLayout, type BarName } from '../stores/layout.ts';

interface Bar {
  readonly name: BarName;
  /** Of the bar itself: a vertical one parts columns. */
  readonly vertical: boolean;
}

const barsOf: Readonly<Record<'four' | 'large', readonly Bar[]>> = {
  four: [
    { name: 'fourColumns', vertical: true },
    { name: 'fourRows', vertical: false },
  ],
  large: [
    { name: 'largeColumns', vertical: true },
    { name: 'largeUpper', vertical: false },
    { name: 'largeLower', vertical: false },
  ],
};

/** The bars between the panes: to be dragged, or moved with the arrows; a double click puts one back. */
export function PaneBars() {
  const arrangement = useLayout((state) => state.arrangement);
  const several = useLayout(({ maximised, compared }) => maximised === null && compared === null);
  if (!several) return null;
  return barsOf[arrangement].map((bar) => <PaneBar key={bar.name} {...bar} />);
}

const stepPercent = 2;

function PaneBar({ name, vertical }: Bar) {
  const bars = useLayout((state) => state.bars);
  const { t } = useTranslation('bars');
  const beside = name === 'largeUpper' || name === 'largeLower' ? bars.largeColumns : 0;
  const [from, to] = barLimits(name, bars);
  const place = bars[name];
  const percent = (fraction: number) => `${fraction * 100}%`;

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const panes = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!panes || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    moveBar(
      name,
      vertical ? (event.clientX - panes.left) / panes.width : (event.clientY - panes.top) / panes.height,
    );
  };
  const press = (event: KeyboardEvent) => {
    const [back, on] = vertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const places: Readonly<Record<string, number>> = {
      [back!]: place - stepPercent / 100,
      [on!]: place + stepPercent / 100,
      Home: from,
      End: to,
      Enter: barPlaces[name],
    };
    const wanted = places[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    moveBar(name, wanted);
  };
  return (
    <div
      className={vertical ? 'pane-bar pane-bar-vertical' : 'pane-bar pane-bar-horizontal'}
      role="separator"
      tabIndex={0}
      aria-label={t(name)}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(place * 100)}
      aria-valuemin={Math.round(from * 100)}
      aria-valuemax={Math.round(to * 100)}
      title={t('hint')}
      data-testid={`bar-${name}`}
      style={vertical ? { left: percent(place) } : { top: percent(place), left: percent(beside) }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => moveBar(name, barPlaces[name])}
      onKeyDown={press}
    />
  );
}
