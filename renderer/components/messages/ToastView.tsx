import { useEffect } from 'react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dismissToast, takeToast, type Toast } from '../../stores/toasts.ts';
import { BreakableText } from './BreakableText.tsx';
import { IconButton } from '../IconButton.tsx';

/** So long a toast stays; one that can be undone longer, for that takes reading, deciding and reaching. */
const staysMs = { plain: 8_000, undoable: 20_000 } as const;

interface ToastViewProps {
  readonly toast: Toast;
  /** Someone is at the toasts: none goes meanwhile, and each has its whole time again afterwards. */
  readonly held: boolean;
  /** It goes by hand: where the focus was before is to have it again. */
  readonly onGone: () => void;
}

/** One sentence on what happened, with Undo where it can be undone. */
export function ToastView({ toast, held, onGone }: ToastViewProps) {
  const { id, message, undoable, actionLabel } = toast;
  const { t } = useTranslation('toasts');
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), undoable ? staysMs.undoable : staysMs.plain);
    return () => clearTimeout(timer);
  }, [id, undoable, held]);
  const dismiss = () => {
    onGone();
    dismissToast(id);
  };
  const take = (what: 'undo' | 'action') => {
    onGone();
    takeToast(id, what);
  };
  return (
    <li
      className="toast"
      data-testid="toast"
      data-id={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        dismiss();
      }}
    >
      <span className="toast-message">
        <BreakableText text={message} />
      </span>
      {undoable && (
        <button type="button" className="button" data-testid="toast-undo" onClick={() => take('undo')}>
          {t('undo')}
        </button>
      )}
      {actionLabel !== null && (
        <button type="button" className="button" data-testid="toast-action" onClick={() => take('action')}>
          {actionLabel}
        </button>
      )}
      <IconButton label={t('dismiss')} hint={t('dismissHint')} onClick={dismiss}>
        <X size={14} />
      </IconButton>
    </li>
  );
}
