import i18next from 'i18next';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { gridOf, lps } from '../geometry/testing.ts';
import { useCine } from '../stores/cine.ts';
import { layoutOf, useLayout } from '../stores/layout.ts';
import { startMessages } from '../messages/messages.ts';
import { toOpenScan, useScan } from '../stores/scan.ts';
import { useViews } from '../stores/views.ts';

// The program's keys reach the shell, which only a window has.
vi.mock('../engine/requests.ts', () => ({ segment: vi.fn(), cancelSegment: vi.fn() }));
vi.mock('../engine/appearance.ts', () => ({ stepScale: vi.fn() }));
vi.mock('../engine/edits.ts', () => ({ undo: vi.fn(), redo: vi.fn() }));
const { findShortcut, shortcuts } = await import('./shortcuts.ts');
const { redo, undo } = await import('../engine/edits.ts');
const { segment } = await import('../engine/requests.ts');

const press = (key: string, shift = false) => findShortcut(key, { shift })?.run(key);

describe('the table of shortcuts', () => {
  beforeAll(() => startMessages('en'));
  it('gives each key one meaning, and each meaning its words', () => {
    const pressed = shortcuts.flatMap(({ keys, shift = false, control = false }) =>
      keys.map((key) => `${key} ${shift} ${control}`),
    );
    expect(new Set(pressed).size).toBe(pressed.length);
    for (const shortcut of shortcuts) {
      expect(i18next.exists(shortcut.does)).toBe(true);
      for (const key of shortcut.keys) expect(findShortcut(key, shortcut)).toBe(shortcut);
    }
  });

  it('tells a letter with Shift from one without, whatever Caps Lock says', () => {
    expect(findShortcut('S', { shift: true })?.does).toBe('shortcuts:lookFrom');
    expect(findShortcut('S')?.does).toBe('shortcuts:segment');
    expect(findShortcut('?', { shift: true })?.does).toBe('shortcuts:help');
    press('s');
    expect(segment).toHaveBeenCalledOnce();
  });
});

describe('keys', () => {
  beforeAll(() => {
    const info = {
      ...{ scanId: 'a', name: 'a.nii', orientation: 'LPS', affineSource: 'sform', datatype: 'int16' },
      ...{ grid: gridOf(lps), spacingMm: [0.8, 0.8, 3], warnings: [] },
    } as unknown as Parameters<typeof toOpenScan>[0];
    useScan.setState({ scan: toOpenScan(info, new Int16Array(40 * 30 * 20)) });
  });
  beforeEach(() => useViews.setState({ crosshairIjk: [20, 15, 10], activePane: 'axial' }));

  it('undo and redo, and leave other keys with Ctrl to the system', () => {
    findShortcut('z', { control: true })?.run('z');
    expect(undo).toHaveBeenCalledOnce();
    findShortcut('Z', { control: true, shift: true })?.run('Z');
    findShortcut('y', { control: true })?.run('y');
    expect(redo).toHaveBeenCalledTimes(2);
    expect(findShortcut('s', { control: true })).toBeUndefined();
  });

  it('move through the slices, and not beyond the last', () => {
    press('PageUp');
    expect(useViews.getState().crosshairIjk).toEqual([20, 15, 19]);
    press('ArrowDown');
    press('End');
    expect(useViews.getState().crosshairIjk).toEqual([20, 15, 0]);
  });

  it('choose layouts and windows', () => {
    press('F2');
    expect(layoutOf(useLayout.getState())).toBe('large');
    press('F4');
    expect(layoutOf(useLayout.getState())).toBe('volume');
    press('4');
    expect(useViews.getState().window.width).toBe(2500);
  });

  it('Escape ends one thing at a time, and means nothing where nothing can end', () => {
    press('c');
    expect(useCine.getState().playing).toBe('axial');
    press('Escape');
    expect(useCine.getState().playing).toBeNull();
    expect(useLayout.getState().maximised).toBe('3d');
    press('Escape');
    expect(useLayout.getState().maximised).toBeNull();
    expect(press('Escape')).toBe(false);
  });
});
