import { createPortal } from 'react-dom';
import { useModals } from '../../stores/modals.ts';
import { BannerView } from './BannerView.tsx';
import { RecoveryBar } from './RecoveryBar.tsx';
import { Toasts } from './Toasts.tsx';

/**
 * What the window has to say, over the pictures: they keep their size. While a dialog is open it is the dialog that holds
 * the messages, for the rest is inert: it is neither read out nor within reach.
 */
export function Messages() {
  const modal = useModals(({ open }) => open.at(-1));
  const messages = (
    <>
      <div className="banners" aria-live="polite">
        <BannerView />
        <RecoveryBar />
      </div>
      <Toasts />
    </>
  );
  return modal ? createPortal(messages, modal) : messages;
}
