import i18next from 'i18next';
import { windowPresets } from '../display/windowPresets.ts';
import { dropPreview } from '../engine/preview.ts';
import { cancelSegment, segment } from '../engine/requests.ts';
import { redoStep, undoStep } from '../engine/steps.ts';
import { viewSides, type ViewSide } from '../geometry/cameraPose.ts';
import { dismissBanner, useApp } from '../stores/app.ts';
import { reverseCine, stopCine, toggleCine } from '../stores/cine.ts';
import { openExporting } from '../stores/exporting.ts';
import { chooseLayout, useLayout, type Layout } from '../stores/layout.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { chooseTool, stepBrush, useTools } from '../stores/tools.ts';
import { fitViews, useViews } from '../stores/views.ts';
import { useVolume } from '../stores/volume.ts';
import { toggleSpin } from './animations.ts';
import { measureShortcuts } from './measureShortcuts.ts';
import { planeTools } from './tools/index.ts';
import {
  activePlane,
  changeCineSpeed,
  changeThickness,
  lookAtScanFrom,
  moveSlice,
  nextSlabProjection,
  nextVolumePreset,
  resetScanViews,
  toggleInterpolation,
  toggleScanClipBox,
  zoomActivePane,
} from './viewActions.ts';

export const shortcutGroups = ['Slices', 'Window and view', '3D', 'Editing', 'Measuring', 'Program'] as const;
export type ShortcutGroup = (typeof shortcutGroups)[number];

export interface Shortcut {
  /** As KeyboardEvent.key has them, letters in lower case. */
  readonly keys: readonly string[];
  /** With Shift; only told apart for letters. */
  readonly shift?: boolean;
  /** With Ctrl, or Cmd on a Mac. */
  readonly control?: boolean;
  /** How the keys are written. */
  readonly label: string;
  readonly group: ShortcutGroup;
  readonly does: string;
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
  does: string,
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

const layoutKeys: Readonly<Record<string, Layout>> = { F1: 'four', F2: 'large', F3: 'one', F4: 'volume' };

/** Every key of the program: what the keyboard does and what the help says come from here alone. */
export const shortcuts: readonly Shortcut[] = [
  {
    keys: ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft'],
    label: 'Arrows',
    group: 'Slices',
    does: 'Next slice, slice before',
    run: (key) => moveSlice(key === 'ArrowUp' || key === 'ArrowRight' ? 1 : -1),
  },
  {
    keys: ['PageUp', 'PageDown'],
    label: 'Page Up, Page Down',
    group: 'Slices',
    does: 'Ten slices',
    run: (key) => moveSlice(key === 'PageUp' ? pageStep : -pageStep),
  },
  {
    keys: ['Home', 'End'],
    label: 'Home, End',
    group: 'Slices',
    does: 'Last slice towards the head, the front or the right; the other end',
    run: (key) => moveSlice(key === 'Home' ? Infinity : -Infinity),
  },
  letter('g', 'Slices', 'Go to a slice by its number', () =>
    useViews.setState({ typingSlice: activePlane() }),
  ),
  letter('c', 'Slices', 'Cine: play, pause', () => toggleCine(activePlane())),
  letter('c', 'Slices', 'Cine the other way', reverseCine, true),
  {
    keys: ['<', '>'],
    label: '< >',
    group: 'Slices',
    does: 'Cine slower, faster',
    run: (key) => changeCineSpeed(key === '>' ? speedStep : -speedStep),
  },
  letter('t', 'Slices', 'Thick slice: off, MIP, MinIP, average', nextSlabProjection),
  {
    keys: [',', '.'],
    label: ', .',
    group: 'Slices',
    does: 'Slab thinner, thicker',
    run: (key) => changeThickness(key === '.' ? thicknessStepMm : -thicknessStepMm),
  },
  {
    keys: windowPresets.map(({ key }) => key),
    label: '1 to 5',
    group: 'Window and view',
    does: `Window: ${windowPresets.map(({ name }) => name.toLowerCase()).join(', ')}`,
    run: (key) => {
      const preset = windowPresets.find((candidate) => candidate.key === key);
      if (preset) useViews.setState({ window: preset });
    },
  },
  {
    keys: Object.keys(layoutKeys),
    label: 'F1 to F4',
    group: 'Window and view',
    does: 'Layout: four panes, axial large, one plane, 3D alone',
    run: (key) => {
      const layout = layoutKeys[key];
      if (layout) chooseLayout(layout, useViews.getState().activePane);
    },
  },
  {
    keys: ['+', '=', '-'],
    label: '+ -',
    group: 'Window and view',
    does: 'Zoom in, out',
    run: (key) => zoomActivePane(key === '-' ? 1 / zoomStep : zoomStep),
  },
  {
    keys: [' '],
    label: 'Space',
    group: 'Window and view',
    does: 'Fit',
    run: fitViews,
  },
  letter('r', 'Window and view', 'Reset: all as when the scan opened', resetScanViews),
  letter('x', 'Window and view', 'Crosshair on or off', () =>
    useViews.setState(({ crosshairVisible }) => ({ crosshairVisible: !crosshairVisible })),
  ),
  letter('i', 'Window and view', 'Smooth or square voxels', toggleInterpolation),
  {
    keys: sides.map((side) => side.toLowerCase()),
    shift: true,
    label: `Shift + ${sides.join(' ')}`,
    group: '3D',
    does: `Look from the ${sides.map((side) => viewSides[side].name.toLowerCase()).join(', ')}`,
    run: (key) => {
      const side = sides.find((candidate) => candidate === key.toUpperCase());
      if (side) lookAtScanFrom(side);
    },
  },
  letter('n', '3D', 'Next tissue preset', nextVolumePreset),
  letter('k', '3D', 'Cut with a box', toggleScanClipBox),
  letter('o', '3D', 'Spin', toggleSpin),
  letter('m', '3D', 'Surfaces alone, or with the volume', () =>
    useVolume.setState(({ volumeVisible }) => ({ volumeVisible: !volumeVisible })),
  ),
  letter('v', 'Editing', 'No tool: window, crosshair', () => chooseTool('navigate')),
  letter('b', 'Editing', 'Brush', () => chooseTool('brush')),
  letter('e', 'Editing', 'Eraser', () => chooseTool('eraser')),
  letter('l', 'Editing', 'Lasso', () => chooseTool('lasso')),
  {
    keys: ['[', ']'],
    label: '[ ]',
    group: 'Editing',
    does: 'Brush smaller, larger',
    run: (key) => stepBrush(key === ']' ? 1 : -1),
  },
  { keys: ['z'], control: true, label: 'Ctrl + Z', group: 'Editing', does: 'Undo', run: undoStep },
  {
    keys: ['z'],
    control: true,
    shift: true,
    label: 'Ctrl + Shift + Z',
    group: 'Editing',
    does: 'Redo; also Ctrl + Y',
    run: redoStep,
  },
  { keys: ['y'], control: true, label: '', group: 'Editing', does: '', run: redoStep },
  ...measureShortcuts,
  letter('s', 'Program', 'Segment', segment),
  {
    keys: ['e'],
    control: true,
    label: 'Ctrl + E',
    group: 'Program',
    get does() {
      return i18next.t('output:open');
    },
    run: openExporting,
  },
  {
    keys: ['Escape'],
    label: 'Esc',
    group: 'Program',
    does: 'End what is drawn or previewed, the run, cine or spin, a message, the tool, a full pane',
    run: leave,
  },
  {
    keys: ['?'],
    label: '?',
    group: 'Program',
    does: 'This page',
    run: () => useApp.setState({ helpOpen: true }),
  },
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

/** Escape ends the nearest thing that can end: what is being drawn, the run, what moves, the message, the tool, the enlarged pane. */
function leave(): boolean {
  const { tool } = useTools.getState();
  if (planeTools[tool]?.escape?.() || dropPreview()) return true;
  if (shownSegmentation().run) cancelSegment();
  else if (stopCine()) return true;
  else if (useVolume.getState().spinning) useVolume.setState({ spinning: false });
  else if (useApp.getState().banner) dismissBanner();
  else if (tool !== 'navigate') chooseTool('navigate');
  else if (useLayout.getState().maximised) useLayout.setState({ maximised: null });
  else return false;
  return true;
}
