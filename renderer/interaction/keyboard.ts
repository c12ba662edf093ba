import { useEffect } from 'react';
import { findShortcut } from './shortcuts.ts';

/** The keys of the whole window. A control that has the focus keeps the keys that it uses itself. */
export function useKeyboard(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  if (event.altKey || event.defaultPrevented) return;
  const control = event.ctrlKey || event.metaKey;
  if (event.target instanceof Element && keepsItsKeys(event.target, event.key, control)) return;
  const shortcut = findShortcut(event.key, { shift: event.shiftKey, control });
  if (shortcut && shortcut.run(event.key) !== false) event.preventDefault();
}

function keepsItsKeys(target: Element, key: string, control: boolean): boolean {
  // Keys with Ctrl hold wherever the focus is, but for those that a text field has of its own.
  if (control) return target instanceof HTMLInputElement && target.type === 'text' && /^[acvxyz]$/i.test(key);
  if (target.closest('dialog, [role="dialog"], [role="menu"]')) return true;
  // The focus of a dialog may be on nothing in it, such as after a row was removed.
  if (document.querySelector('dialog:modal')) return true;
  if (target.closest('input, select, textarea')) return key !== 'Escape';
  return target.closest('button, a') !== null && (key === ' ' || key === 'Enter');
}
