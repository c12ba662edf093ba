import { create } from 'zustand';

/** A toast as it is asked for. */
export interface ToastRequest {
  /** One sentence on what happened. */
  readonly message: string;
  /** Takes it back. */
  readonly undo?: () => void;
  /** Something else that can be done about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** The scan that it is about: the toast goes with it. */
  readonly scanId?: string;
}

export interface Toast extends Pick<ToastRequest, 'message' | 'scanId'> {
  readonly id: number;
  readonly undoable: boolean;
  readonly actionLabel: string | null;
}

/** More than these would hide what they are about: the oldest goes. */
const most = 3;

let lastId = 0;

/**
 * What toasts can do, by id. Not in the store: an undo may hold a label map, and React keeps what it saw last.
 */
const deeds = new Map<number, Pick<ToastRequest, 'undo' | 'action'>>();

export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

/** Says what happened, for some seconds; an error, which stays until it is dismissed, is for `showError`. */
export function showToast({ message, undo, action, scanId }: ToastRequest): void {
  const id = ++lastId;
  deeds.set(id, { undo, action });
  const toast = { id, message, scanId, undoable: undo !== undefined, actionLabel: action?.label ?? null };
  // The same sentence again is the same toast, and counts its seconds anew.
  keep((toasts) => [...toasts.filter((one) => one.undoable || one.message !== message), toast].slice(-most));
}

/** Does what a toast offers, and takes it away. */
export function takeToast(id: number, what: 'undo' | 'action'): void {
  const { undo, action } = deeds.get(id) ?? {};
  dismissToast(id);
  if (what === 'undo') undo?.();
  else action?.run();
}

export function dismissToast(id: number): void {
  keep((toasts) => toasts.filter((toast) => toast.id !== id));
}

/** @returns false where there was none */
export function dismissNewestToast(): boolean {
  const newest = useToasts.getState().toasts.at(-1);
  if (newest) dismissToast(newest.id);
  return newest !== undefined;
}

/** The scan is closed: what could be done about it can't any more. */
export function dropToastsOf(scanId: string): void {
  keep((toasts) => toasts.filter((toast) => toast.scanId !== scanId));
}

function keep(choose: (toasts: readonly Toast[]) => readonly Toast[]): void {
  const toasts = choose(useToasts.getState().toasts);
  useToasts.setState({ toasts });
  for (const id of deeds.keys()) if (!toasts.some((toast) => toast.id === id)) deeds.delete(id);
}
