import i18next from 'i18next';
import type { EditOperation } from '../../main/contract/edit.ts';
import type { LabelChange, LabelPatch } from '../../main/contract/patch.ts';
import { tightBox, unionBox } from '../../main/edits/box.ts';
import { EditHistory, type HistoryStep } from '../../main/edits/editHistory.ts';
import { applyChange, changeBox, changeValues } from '../../main/edits/labelChange.ts';
import { applyPatch } from '../../main/edits/patch.ts';
import { showError } from '../stores/app.ts';
import { useEdits } from '../stores/edits.ts';
import { useMeasurements } from '../stores/measurements.ts';
import { findScan } from '../stores/scan.ts';
import { changeGroup, changeSegmentation, findGroup, type Segment } from '../stores/segmentation.ts';
import { showToast } from '../stores/toasts.ts';
import { send } from './connection.ts';
import { describeGroup } from './describeGroup.ts';
import { editTarget, type EditTarget } from './editTarget.ts';
import { dropPreview } from './preview.ts';

/** Undo and redo of each group, by scan and group; dropped with the scan. */
const histories = new Map<string, Map<string, EditHistory>>();

/**
 * An edit that has changed the page's labels already: it can be undone, and the engine follows it.
 *
 * @param deleted the segment that goes with its voxels: Redo takes both away again
 * @returns takes this very edit back where that was not done already, or gives false where others came after it; null where
 *   nothing was changed
 */
export function commitEdit(
  target: EditTarget,
  name: string,
  patch: LabelPatch,
  deleted?: Segment,
): (() => boolean) | null {
  const scan = findScan(target.scanId);
  if (!scan || patch.runs.length === 0) return null;
  // First of all: the engine works while the page does.
  send({ kind: 'patch', ...target, patch });
  const history = historyOf(target);
  history.push(name, patch, scan.info.grid.shapeIjk);
  const step = history.lastStep;
  if (step && deleted) deletions.set(step, deleted.value);
  useMeasurements.setState({ changedLast: false });
  labelsChanged(target, patch);
  return () => {
    if (historyOf(target).lastStep === step) undo();
    return !historyOf(target).isDone(step);
  };
}

function labelsChanged(target: EditTarget, change: LabelChange): void {
  const { scanId, groupId } = target;
  const [scan, map] = [findScan(scanId), findGroup(scanId, groupId)?.map];
  if (!scan || !map) return;
  const { shapeIjk } = scan.info.grid;
  const changed = changeBox(change, shapeIjk);
  // Where voxels were taken away the labels may need less than the box.
  const box = tightBox(map.labels, shapeIjk, changed ? unionBox(map.box, changed) : map.box);
  changeGroup(scanId, groupId, { map: { labels: map.labels, box } });
  stateSteps(target);
}

/** Steps that took a segment away with its voxels, and its value. */
const deletions = new WeakMap<object, number>();

export function undo(): void {
  takeStep((history) => history.undo());
}

export function redo(): void {
  const target = takeStep((history) => history.redo());
  const step = target && historyOf(target).lastStep;
  if (step) takeSegmentAway(target, deletions.get(step));
}

/** @returns where it was taken; null where there was none to take */
function takeStep(step: (history: EditHistory) => HistoryStep | undefined): EditTarget | null {
  // What is only shown is no step yet, and the nearest thing to take back.
  if (dropPreview()) return null;
  const target = editTarget();
  const group = target && findGroup(target.scanId, target.groupId);
  // While the engine works on the labels as they are, they stay so.
  if (!group || useEdits.getState().busy) return null;
  const taken = step(historyOf(target));
  if (!taken) return null;
  // Before their voxels: the engine counts those of the segments that it knows.
  bringBackSegments(target, changeValues(taken.change, 'after'));
  send({ kind: 'patch', ...target, patch: taken.change });
  applyChange(group.map.labels, taken.change);
  labelsChanged(target, taken.change);
  return target;
}

/** Voxels of a deleted segment are there again: so is the segment. */
function bringBackSegments({ scanId, groupId }: EditTarget, values: ReadonlySet<number>): void {
  const group = findGroup(scanId, groupId);
  const back = group?.removed.filter(({ value }) => values.has(value)) ?? [];
  if (!group || back.length === 0) return;
  changeGroup(scanId, groupId, {
    segments: [...group.segments, ...back].sort((a, b) => a.value - b.value),
    removed: group.removed.filter((segment) => !back.includes(segment)),
  });
  describeGroup(scanId, groupId);
}

/** The deletion of a segment is done again. */
function takeSegmentAway({ scanId, groupId }: EditTarget, value: number | undefined): void {
  const group = findGroup(scanId, groupId);
  const gone = group?.segments.find((segment) => segment.value === value);
  if (!group || !gone) return;
  const segments = group.segments.filter((segment) => segment !== gone);
  changeGroup(scanId, groupId, { segments, removed: [...group.removed, gone] });
  changeSegmentation(scanId, { activeValue: segments[0]?.value ?? 1 });
  describeGroup(scanId, groupId);
}

let lastEditId = 0;
const waiting = new Map<number, (patch: LabelPatch | null) => void>();

/** What an operation would change, computed by the engine; null where it can't be done, which the user is told. */
export function askForEdit(
  target: EditTarget,
  value: number,
  operation: EditOperation,
): Promise<LabelPatch | null> {
  const editId = ++lastEditId;
  useEdits.setState({ busy: true });
  send({ kind: 'edit', ...target, editId, value, operation });
  return new Promise((resolve) => waiting.set(editId, resolve));
}

export function settleEdit(editId: number, answer: LabelPatch | string): void {
  const settle = waiting.get(editId);
  waiting.delete(editId);
  useEdits.setState({ busy: waiting.size > 0 });
  if (typeof answer === 'string') showError(answer);
  settle?.(typeof answer === 'string' ? null : answer);
}

/** The engine was started anew: what was asked of the old one is not answered any more. */
export function abandonEdits(): void {
  for (const settle of waiting.values()) settle(null);
  waiting.clear();
  useEdits.setState({ busy: false });
}

/** Has the engine carry out an operation on a segment of the group that is edited, as one step. */
export async function editSegment(name: string, value: number, operation: EditOperation): Promise<void> {
  const target = editTarget();
  if (!target || useEdits.getState().busy) return;
  dropPreview();
  const patch = await askForEdit(target, value, operation);
  const group = findGroup(target.scanId, target.groupId);
  if (!patch || !group) return;
  if (patch.runs.length === 0) {
    showToast({ message: i18next.t('segments:unchanged', { edit: name }) });
    return;
  }
  applyPatch(group.map.labels, patch);
  commitEdit(target, name, patch);
}

/** Forgets what was done in a scan, or in one group of it. */
export function forgetEdits(scanId: string, groupId?: string): void {
  if (groupId === undefined) histories.delete(scanId);
  else histories.get(scanId)?.delete(groupId);
  stateSteps(editTarget());
}

/** What was done in a group, to be given back where its deletion is taken back. */
export function keepEdits({ scanId, groupId }: EditTarget): EditHistory | undefined {
  return histories.get(scanId)?.get(groupId);
}

export function giveBackEdits(target: EditTarget, history: EditHistory | undefined): void {
  historyOf(target);
  if (history) histories.get(target.scanId)?.set(target.groupId, history);
  stateSteps(editTarget());
}

/** Tells the window which steps Undo and Redo would take. To be called when another group is edited. */
export function stateSteps(target: EditTarget | null): void {
  const history = target && histories.get(target.scanId)?.get(target.groupId);
  useEdits.setState({ undoName: history?.undoName ?? null, redoName: history?.redoName ?? null });
}

function historyOf({ scanId, groupId }: EditTarget): EditHistory {
  const ofScan = histories.get(scanId) ?? new Map<string, EditHistory>();
  histories.set(scanId, ofScan);
  const history = ofScan.get(groupId) ?? new EditHistory();
  ofScan.set(groupId, history);
  return history;
}
