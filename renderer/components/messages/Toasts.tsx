import { useRef, useState, type FocusEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../../stores/toasts.ts';
import { ToastView } from './ToastView.tsx';

/** What happened just now, the newest last: read out politely, and kept while the pointer or the focus is on it. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  const { t } = useTranslation('toasts');
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const cameFrom = useRef<HTMLElement | null>(null);

  const enter = ({ relatedTarget, currentTarget }: FocusEvent) => {
    setFocused(true);
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      cameFrom.current = relatedTarget;
  };
  const leave = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget as Node | null)) setFocused(false);
  };
  return (
    <section
      className="toasts"
      aria-label={t('messages')}
      data-testid="toasts"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={enter}
      onBlur={leave}
    >
      <ul aria-live="polite">
        {toasts.map((toast) => (
          <ToastView
            key={toast.id}
            toast={toast}
            held={hovered || focused}
            onGone={() => focused && cameFrom.current?.focus()}
          />
        ))}
      </ul>
    </section>
  );
}
