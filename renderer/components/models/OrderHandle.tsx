import { flushSync } from 'react-dom';
import type { KeyboardEvent, PointerEvent } from 'react';
import { GripVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { keepOrder } from '../../engine/models.ts';

interface OrderHandleProps {
  readonly name: string;
  readonly place: number;
  readonly onMove: (to: number) => void;
  readonly placeAt: (y: number) => number;
}

const steps: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

/** Moves a row of a list: by dragging, or by the arrow keys, Home and End while it has the focus. */
export function OrderHandle({ name, place, onMove, placeAt }: OrderHandleProps) {
  const { t } = useTranslation('models');
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const to = placeAt(event.clientY);
    if (to !== place) onMove(to);
  };
  const step = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const handle = event.currentTarget;
    flushSync(() => onMove(place + by));
    // A row that is put elsewhere in the page loses the focus.
    handle.focus();
    keepOrder();
  };
  return (
    <button
      type="button"
      className="icon-button order-handle"
      aria-label={t('order', { name })}
      title={t('order', { name })}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onLostPointerCapture={keepOrder}
      onKeyDown={step}
    >
      <GripVertical size={14} />
    </button>
  );
}
