import { useEffect, useId, useRef, type ReactNode } from 'react';
import { modalClosed, modalOpened } from '../stores/modals.ts';

interface ModalProps {
  readonly title: string;
  readonly testId: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog over the window, by the browser's own element: it keeps the focus, makes the rest inert and closes on
 * Escape, and needs no style sheet of its own in the page, which the content security policy would refuse.
 */
export function Modal({ title, testId, wide = false, onClose, children }: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    if (!dialog) return;
    dialog.showModal();
    modalOpened(dialog);
    // One that is longer than the window begins at its top, not at its first control.
    if (dialog.scrollHeight > dialog.clientHeight) {
      dialog.focus({ preventScroll: true });
      dialog.scrollTop = 0;
    }
    return () => {
      modalClosed(dialog);
      // However it was closed, the focus goes back to where it was.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      tabIndex={-1}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      data-testid={testId}
      onClose={onClose}
      onClick={(event) => event.target === element.current && element.current.close()}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
