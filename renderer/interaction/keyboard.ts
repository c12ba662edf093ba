import { useEffect } from 'react';
import { windowPresets } from '../display/windowPresets.ts';
import { cancelSegment, segment } from '../engine/requests.ts';
import { dismissBanner, useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { redo, undo } from '../engine/edits.ts';
import { chooseTool, stepBrush, useTools, type ToolName } from '../stores/tools.ts';
import { planeTools } from './tools/index.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { fitViews, showSlice, useViews } from '../stores/views.ts';

const pageStep = 10;

/** Slices to move for a key, towards the head, the front or the patient's right. */
const sliceSteps: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: pageStep,
  PageDown: -pageStep,
  Home: Infinity,
  End: -Infinity,
};

/** The keys of the whole window. A control that has the focus keeps the keys that it uses itself. */
export function useKeyboard(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  if (event.altKey || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey) return stepThroughEdits(event);
  if (event.target instanceof Element && keepsItsKeys(event.target, event.key)) return;
  if (act(event.key)) event.preventDefault();
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, but in a text field, which has its own. */
function stepThroughEdits(event: KeyboardEvent): void {
  const inText = event.target instanceof HTMLInputElement && event.target.type === 'text';
  const key = event.key.toLowerCase();
  if (inText || (key !== 'z' && key !== 'y')) return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) redo();
  else undo();
}

function keepsItsKeys(target: Element, key: string): boolean {
  if (target.closest('dialog, [role="menu"]')) return true;
  if (target.closest('input, select, textarea')) return key !== 'Escape';
  return target.closest('button, a') !== null && (key === ' ' || key === 'Enter');
}

/** @returns true where the key means something */
function act(key: string): boolean {
  const preset = windowPresets.find((candidate) => candidate.key === key);
  if (preset) {
    useViews.setState({ window: preset });
    return true;
  }
  if (key in sliceSteps) return moveSlice(sliceSteps[key]!);
  switch (key) {
    case ' ':
      fitViews();
      return true;
    case '?':
      useApp.setState({ helpOpen: true });
      return true;
    case 's':
    case 'S':
      segment();
      return true;
    case 'x':
    case 'X':
      useViews.setState(({ crosshairVisible }) => ({ crosshairVisible: !crosshairVisible }));
      return true;
    case 'v':
    case 'V':
      return choose('navigate');
    case 'b':
    case 'B':
      return choose('brush');
    case 'e':
    case 'E':
      return choose('eraser');
    case 'l':
    case 'L':
      return choose('lasso');
    case '[':
    case ']':
      stepBrush(key === ']' ? 1 : -1);
      return true;
    case 'Escape':
      return leave();
    default:
      return false;
  }
}

function moveSlice(step: number): boolean {
  const { scan } = useScan.getState();
  const { activePane, crosshairIjk } = useViews.getState();
  if (!scan) return false;
  const { sliceAxis, sliceSign } = scan.planes[activePane === '3d' ? 'axial' : activePane];
  const last = scan.info.grid.shapeIjk[sliceAxis]! - 1;
  const slice = crosshairIjk[sliceAxis]! + step * sliceSign;
  showSlice(scan.info.grid, sliceAxis, Math.min(last, Math.max(0, slice)));
  return true;
}

function choose(tool: ToolName): boolean {
  chooseTool(tool);
  return true;
}

/** Escape ends the nearest thing that can end: what is being drawn, the run, the message, the tool, the enlarged pane. */
function leave(): boolean {
  const { tool } = useTools.getState();
  if (planeTools[tool]?.escape?.()) return true;
  if (shownSegmentation().run) cancelSegment();
  else if (useApp.getState().banner) dismissBanner();
  else if (tool !== 'navigate') chooseTool('navigate');
  else if (useViews.getState().maximised) useViews.setState({ maximised: null });
  else return false;
  return true;
}
