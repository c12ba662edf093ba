import { beforeEach, expect, test, vi } from 'vitest';
import { dismissNewestToast, dropToastsOf, showToast, takeToast, useToasts } from './toasts.ts';

const toasts = () => useToasts.getState().toasts;
const shown = () => toasts().map(({ message }) => message);

beforeEach(() => {
  while (dismissNewestToast());
});

test('the newest three are shown, and the same sentence once', () => {
  for (const message of ['a', 'b', 'c', 'b', 'd']) showToast({ message });
  expect(shown()).toEqual(['c', 'b', 'd']);
  expect(dismissNewestToast()).toBe(true);
  expect(shown()).toEqual(['c', 'b']);
});

test('two deletions with the same name are each undone, once', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  for (const undo of [first, second]) showToast({ message: 'Deleted Cyst.', undo });
  const { id } = toasts()[0]!;
  takeToast(id, 'undo');
  takeToast(id, 'undo');
  expect(first).toHaveBeenCalledOnce();
  expect(second).not.toHaveBeenCalled();
  expect(toasts()).toHaveLength(1);
});

test('what is said of a scan goes with it', () => {
  const run = vi.fn();
  showToast({ message: 'a', scanId: '1', action: { label: 'do', run } });
  showToast({ message: 'b' });
  const { id } = toasts()[0]!;
  dropToastsOf('1');
  expect(shown()).toEqual(['b']);
  takeToast(id, 'action');
  expect(run).not.toHaveBeenCalled();
});
