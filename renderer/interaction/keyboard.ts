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
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target instanceof Element && keepsItsKeys(event.target, event.key)) return;
  const shortcut = findShortcut(event.key, event.shiftKey);
  if (shortcut && shortcut.run(event.key) !== false) event.preventDefault();
}

function keepsItsKeys(target: Element, key: string): boolean {
  if (target.closest('dialog, [role="dialog"], [role="menu"]')) return true;
  if (target.closest('input, select, textarea')) return key !== 'Escape';
  return target.closest('button, a') !== null && (key === ' ' || key === 'Enter');
}
