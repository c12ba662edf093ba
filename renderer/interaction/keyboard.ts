import { useEffect } from 'react';
import { releaseLens } from '../stores/lens.ts';
import { findShortcut, type Shortcut } from './shortcuts.ts';

/** The keys of the whole window. A control that has the focus keeps the keys that it uses itself. */
export function useKeyboard(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKey);
    // What lasts while a key is held ends with any key's release, and with the window's focus.
    window.addEventListener('keyup', releaseLens);
    window.addEventListener('blur', releaseLens);
    return () => {
      window.removeEventListener('keydown', handleKey);
      window.removeEventListener('keyup', releaseLens);
      window.removeEventListener('blur', releaseLens);
    };
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || (event.altKey && !isComposed(event))) return;
  const control = event.ctrlKey || event.metaKey;
  const shortcut = findShortcut(event.key, { shift: event.shiftKey, control });
  if (!shortcut || (event.target instanceof Element && keepsItsKeys(event.target, event.key, shortcut)))
    return;
  if (shortcut.run(event.key) !== false) event.preventDefault();
}

/** A sign that some keyboards have behind Alt, such as [ on a German Mac's. */
const isComposed = ({ key }: KeyboardEvent) => key.length === 1 && !/[\p{L}\d\s]/u.test(key);

const textFields =
  'input:is([type="text"], [type="url"], [type="password"], [type="number"], :not([type])), textarea';

/** Keys that a control uses itself. */
const controlKeys: readonly (readonly [selector: string, keys: RegExp])[] = [
  ['input[type="range"], input[type="radio"]', /^(Arrow|Page|Home|End)/],
  ['button, a, input', /^( |Enter)$/],
];

function keepsItsKeys(
  target: Element,
  key: string,
  { control = false, everywhere = false }: Shortcut,
): boolean {
  if (everywhere) return false;
  const isText = target.closest(textFields) !== null;
  if (control && isText && /^[acvxyz]$/i.test(key)) return true;
  if (target.closest('dialog, [role="dialog"], [role="menu"]')) return true;
  // The focus of a dialog may be on nothing in it, such as after a row was removed.
  if (document.querySelector('dialog:modal')) return true;
  if (control || key === 'Escape') return false;
  if (isText || target.closest('select')) return true;
  return controlKeys.some(([selector, keys]) => keys.test(key) && target.closest(selector));
}
