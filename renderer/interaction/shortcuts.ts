import { windowPresets } from '../display/windowPresets.ts';
import { stepScale } from '../engine/appearance.ts';
import { openModels } from '../engine/modelPanel.ts';
import { dropPreview } from '../engine/preview.ts';
import { cancelSegment, segment } from '../engine/requests.ts';
import { redoStep, undoStep } from '../engine/steps.ts';
import { viewSides, type ViewSide } from '../geometry/cameraPose.ts';
import type { MessageKey } from '../messages/messages.ts';
import { dismissBanner, useApp } from '../stores/app.ts';
import { reverseCine, stopCine, toggleCine } from '../stores/cine.ts';
import { stopComparing, toggleComparing } from '../stores/comparison.ts';
import { openExporting } from '../stores/exporting.ts';
import { chooseLayout, useLayout } from '../stores/layout.ts';
import { holdLens } from '../stores/lens.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { chooseTool, stepBrush, useTools } from '../stores/tools.ts';
import { dismissNewestToast } from '../stores/toasts.ts';
import { useViews } from '../stores/views.ts';
import { useVolume } from '../stores/volume.ts';
import { toggleSpin } from './animations.ts';
import { measureShortcuts } from './measureShortcuts.ts';
import { planeTools } from './tools/index.ts';
import {
  activePlane,
  activePointed,
  changeCineSpeed,
  changeThickness,
  fitActive,
  lookAtScanFrom,
  moveSlice,
  nextSlabProjection,
  nextVolumePreset,
  resetScanViews,
  toggleInterpolation,
  toggleScanClipBox,
  zoomActivePane,
} from './viewActions.ts';

/** Their names are in the messages. */
export const shortcutGroups = ['slices', 'view', 'volume', 'editing', 'measuring', 'program'] as const;
export type ShortcutGroup = (typeof shortcutGroups)[number];

export interface Shortcut {
  /** As KeyboardEvent.key has them, letters in lower case. */
  readonly keys: readonly string[];
  /** With Shift; only told apart for letters. */
  readonly shift?: boolean;
  /** With Ctrl, or Cmd on a Mac. */
  readonly control?: boolean;
  /** Also while a dialog is open: it changes nothing that lies behind. */
  readonly everywhere?: boolean;
  /** How the keys are written; empty where they go without saying. See keyNames for other keyboards. */
  readonly label: string;
  readonly group: ShortcutGroup;
  readonly does: MessageKey;
  /** @returns false where the key meant nothing just now */
  readonly run: (key: string) => unknown;
}

const pageStep = 10;
const zoomStep = 1.25;
const thicknessStepMm = 2;
const speedStep = 5;

const letter = (
  key: string,
  group: ShortcutGroup,
  does: MessageKey,
  run: Shortcut['run'],
  shift = false,
): Shortcut => ({
  keys: [key],
  shift,
  label: shift ? `Shift + ${key.toUpperCase()}` : key.toUpperCase(),
  group,
  does,
  run,
});

const sides = Object.keys(viewSides) as ViewSide[];

const layoutKeys = { F1: 'four', F2: 'large', F3: 'one', F4: 'volume', F5: 'compare' } as const;

/** Every key of the page: what the keyboard does and what the help says come from here alone. */
export const shortcuts: readonly Shortcut[] = [
  {
    keys: ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'],
    label: 'Arrows',
    group: 'slices',
    does: 'shortcuts:nextSlice',
    run: (key) => moveSlice(key === 'ArrowUp' || key === 'ArrowRight' ? 1 : -1),
  },
  {
    keys: ['PageUp', 'PageDown'],
    label: 'Page Up, Page Down',
    group: 'slices',
    does: 'shortcuts:tenSlices',
    run: (key) => moveSlice(key === 'PageUp' ? pageStep : -pageStep),
  },
  {
    keys: ['Home', 'End'],
    label: 'Home, End',
    group: 'slices',
    does: 'shortcuts:lastSlice',
    run: (key) => moveSlice(key === 'Home' ? Infinity : -Infinity),
  },
  letter('g', 'slices', 'shortcuts:goToSlice', () => useViews.setState({ typingSlice: activePlane() })),
  letter('c', 'slices', 'shortcuts:cine', () => toggleCine(activePlane())),
  letter('c', 'slices', 'shortcuts:reverseCine', reverseCine, true),
  {
    keys: ['<', '>'],
    label: '< >',
    group: 'slices',
    does: 'shortcuts:cineSpeed',
    run: (key) => changeCineSpeed(key === '>' ? speedStep : -speedStep),
  },
  letter('t', 'slices', 'shortcuts:thickSlice', nextSlabProjection),
  {
    keys: [',', '.'],
    label: ', .',
    group: 'slices',
    does: 'shortcuts:thickness',
    run: (key) => changeThickness(key === '.' ? thicknessStepMm : -thicknessStepMm),
  },
  {
    keys: windowPresets.map(({ key }) => key),
    label: '1 to 5',
    group: 'view',
    does: 'shortcuts:windows',
    run: (key) => {
      const preset = windowPresets.find((candidate) => candidate.key === key);
      if (preset) activePointed()?.setWindow(preset);
    },
  },
  {
    keys: Object.keys(layoutKeys),
    label: 'F1 to F5',
    group: 'view',
    does: 'shortcuts:layouts',
    run: (key) => {
      const layout = layoutKeys[key as keyof typeof layoutKeys];
      if (layout === 'compare') toggleComparing();
      else chooseLayout(layout, useViews.getState().activePane);
    },
  },
  {
    keys: ['+', '=', '-'],
    label: '+ -',
    group: 'view',
    does: 'shortcuts:zoom',
    run: (key) => zoomActivePane(key === '-' ? 1 / zoomStep : zoomStep),
  },
  {
    keys: [' '],
    label: 'Space',
    group: 'view',
    does: 'shortcuts:fit',
    run: fitActive,
  },
  letter('z', 'view', 'shortcuts:lens', holdLens),
  letter('r', 'view', 'shortcuts:reset', resetScanViews),
  letter('x', 'view', 'shortcuts:crosshair', () =>
    useViews.setState(({ crosshairVisible }) => ({ crosshairVisible: !crosshairVisible })),
  ),
  letter('i', 'view', 'shortcuts:interpolation', toggleInterpolation),
  {
    keys: sides.map((side) => side.toLowerCase()),
    shift: true,
    label: `Shift + ${sides.join(' ')}`,
    group: 'volume',
    does: 'shortcuts:lookFrom',
    run: (key) => {
      const side = sides.find((candidate) => candidate === key.toUpperCase());
      if (side) lookAtScanFrom(side);
    },
  },
  letter('n', 'volume', 'shortcuts:nextPreset', nextVolumePreset),
  letter('k', 'volume', 'shortcuts:cutBox', toggleScanClipBox),
  letter('o', 'volume', 'shortcuts:spin', toggleSpin),
  letter('m', 'volume', 'shortcuts:surfacesAlone', () =>
    useVolume.setState(({ volumeVisible }) => ({ volumeVisible: !volumeVisible })),
  ),
  letter('v', 'editing', 'shortcuts:noTool', () => chooseTool('navigate')),
  letter('b', 'editing', 'shortcuts:brush', () => chooseTool('brush')),
  letter('e', 'editing', 'shortcuts:eraser', () => chooseTool('eraser')),
  letter('l', 'editing', 'shortcuts:lasso', () => chooseTool('lasso')),
  {
    keys: ['[', ']'],
    label: '[ ]',
    group: 'editing',
    does: 'shortcuts:brushSize',
    run: (key) => stepBrush(key === ']' ? 1 : -1),
  },
  { keys: ['z'], control: true, label: 'Ctrl + Z', group: 'editing', does: 'shortcuts:undo', run: undoStep },
  {
    keys: ['z'],
    control: true,
    shift: true,
    label: 'Ctrl + Shift + Z',
    group: 'editing',
    does: 'shortcuts:redo',
    run: redoStep,
  },
  { keys: ['y'], control: true, label: '', group: 'editing', does: 'shortcuts:redo', run: redoStep },
  ...measureShortcuts,
  letter('s', 'program', 'shortcuts:segment', segment),
  letter('m', 'program', 'shortcuts:models', openModels, true),
  {
    keys: [','],
    control: true,
    label: 'Ctrl + ,',
    group: 'program',
    does: 'shortcuts:settings',
    run: () => useApp.setState({ settingsOpen: true }),
  },
  {
    keys: ['+', '=', '-', '0'],
    control: true,
    everywhere: true,
    label: 'Ctrl + + - 0',
    group: 'program',
    does: 'shortcuts:scale',
    run: (key) => stepScale(key === '0' ? 0 : key === '-' ? -1 : 1),
  },
  {
    keys: ['F8'],
    label: 'F8',
    group: 'program',
    does: 'shortcuts:toasts',
    run: focusNewestToast,
  },
  {
    keys: ['e'],
    control: true,
    label: 'Ctrl + E',
    group: 'program',
    does: 'shortcuts:export',
    run: openExporting,
  },
  {
    keys: ['Escape'],
    label: 'Esc',
    group: 'program',
    does: 'shortcuts:leave',
    run: leave,
  },
  {
    keys: ['?'],
    label: '?',
    group: 'program',
    does: 'shortcuts:help',
    run: () => useApp.setState({ helpOpen: true }),
  },
];

/** Keys that the menu listens for, for the help to tell of. */
export const menuKeys: readonly { readonly label: string; readonly does: MessageKey }[] = [
  { label: 'Ctrl + O', does: 'shortcuts:open' },
  { label: 'Ctrl + W', does: 'shortcuts:closeScan' },
  { label: 'Ctrl + S', does: 'shortcuts:saveMask' },
  { label: 'Ctrl + P', does: 'shortcuts:savePicture' },
  { label: 'Ctrl + Enter', does: 'shortcuts:segment' },
];

/** The shortcut that a key press asks for. */
export function findShortcut(
  key: string,
  { shift = false, control = false }: { readonly shift?: boolean; readonly control?: boolean } = {},
): Shortcut | undefined {
  const isLetter = /^\p{L}$/u.test(key);
  const wanted = isLetter ? key.toLowerCase() : key;
  return shortcuts.find(
    (shortcut) =>
      shortcut.keys.includes(wanted) &&
      (shortcut.control ?? false) === control &&
      (!isLetter || (shortcut.shift ?? false) === shift),
  );
}

function focusNewestToast(): boolean {
  const newest = [...document.querySelectorAll('.toast')].at(-1);
  const control = newest?.querySelector('button');
  control?.focus();
  return control !== undefined && control !== null;
}

/** Escape ends the nearest thing that can end: what is being drawn, the run, what moves, the message, the tool, the enlarged pane. */
function leave(): boolean {
  const { tool } = useTools.getState();
  if (planeTools[tool]?.escape?.() || dropPreview()) return true;
  if (shownSegmentation().run) cancelSegment();
  else if (stopCine()) return true;
  else if (useVolume.getState().spinning) useVolume.setState({ spinning: false });
  else if (useApp.getState().banner) dismissBanner();
  else if (dismissNewestToast()) return true;
  else if (tool !== 'navigate') chooseTool('navigate');
  else if (useLayout.getState().compared) stopComparing();
  else if (useLayout.getState().maximised) useLayout.setState({ maximised: null });
  else return false;
  return true;
}
