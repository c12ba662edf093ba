import { useRef, useState, type FocusEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../../stores/toasts.ts';
import { ToastView } from './ToastView.tsx';

/** What happened just now, the newest last: read out politely, and kept while the pointer or the focus is on it. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  const { t } = useTranslation('toasts');
  // The toast, not only that there is one: one that goes takes pointer and focus with it without a word.
  const [hoveredId, setHovered] = useState<string>();
  const [focusedId, setFocused] = useState<string>();
  const cameFrom = useRef<HTMLElement | null>(null);
  const isThere = (id?: string) => toasts.some((toast) => String(toast.id) === id);
  const focused = isThere(focusedId);

  const enter = ({ target, relatedTarget, currentTarget }: FocusEvent) => {
    setFocused(toastOf(target));
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      cameFrom.current = relatedTarget;
  };
  const leave = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget as Node | null)) setFocused(undefined);
  };
  return (
    <section
      className="toasts"
      aria-label={t('messages')}
      data-testid="toasts"
      onPointerOver={({ target }) => setHovered(toastOf(target))}
      onPointerLeave={() => setHovered(undefined)}
      onFocus={enter}
      onBlur={leave}
    >
      <ul aria-live="polite">
        {toasts.map((toast) => (
          <ToastView
            key={toast.id}
            toast={toast}
            held={isThere(hoveredId) || focused}
            onGone={() => focused && cameFrom.current?.focus()}
          />
        ))}
      </ul>
    </section>
  );
}

function toastOf(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('.toast')?.dataset['id'] : undefined;
}
