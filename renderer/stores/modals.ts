import { create } from 'zustand';

/** The dialogs that are open, the one on top last. */
export const useModals = create<{ readonly open: readonly HTMLElement[] }>()(() => ({ open: [] }));

export function modalOpened(modal: HTMLElement): void {
  useModals.setState(({ open }) => ({ open: [...open, modal] }));
}

export function modalClosed(modal: HTMLElement): void {
  useModals.setState(({ open }) => ({ open: open.filter((other) => other !== modal) }));
}
