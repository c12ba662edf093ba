import i18next from 'i18next';
import { applyPatch, diffPatch } from '../../main/edits/patch.ts';
import { describeGroup } from './describeGroup.ts';
import { commitEdit, forgetEdits, stateSteps } from './edits.ts';
import { dropPreview } from './preview.ts';
import type { Segment } from '../stores/segmentation.ts';
import {
  changeGroup,
  changeSegmentation,
  defaultDisplay,
  findGroup,
  putGroup,
  removeGroup as forgetGroup,
  segmentationOf,
  toSegmentGroup,
} from '../stores/segmentation.ts';
import { findScan } from '../stores/scan.ts';
import { send } from './connection.ts';
import { contrastingColour } from '../../main/contract/segmentColours.ts';

/** Shows and edits another group, and in it the first of its segments or `value`. */
export function activateGroup(scanId: string, groupId: string, value?: number): void {
  const group = findGroup(scanId, groupId);
  if (!group) return;
  changeSegmentation(scanId, { activeGroupId: groupId, activeValue: value ?? group.segments[0]?.value ?? 1 });
  stateSteps({ scanId, groupId });
}

/** Adds an empty group for drawing by hand, with one segment. */
export function addDrawnGroup(scanId: string): void {
  const scan = findScan(scanId);
  if (!scan) return;
  const taken = segmentationOf(scanId).groups.filter(({ origin }) => origin === 'drawn').length;
  const group = {
    groupId: `drawn ${crypto.randomUUID()}`,
    name:
      taken === 0 ? i18next.t('segments:drawn') : i18next.t('segments:drawnNumber', { number: taken + 1 }),
    origin: 'drawn' as const,
    segments: [
      {
        value: 1,
        name: i18next.t('segments:segmentNumber', { number: 1 }),
        colour: contrastingColour([]),
        locked: false,
      },
    ],
    report: null,
  };
  const empty = { box: { start: [0, 0, 0], end: [0, 0, 0] } as const, voxels: new Uint8Array(0) };
  putGroup(
    scanId,
    toSegmentGroup(scan.info.grid, group, { ...empty, box: { start: [0, 0, 0], end: [0, 0, 0] } }),
  );
  send({ kind: 'addGroup', scanId, group });
  stateSteps({ scanId, groupId: group.groupId });
}

/** Adds a segment to a group, and makes it the one that is edited. */
export function addSegment(scanId: string, groupId: string): void {
  const group = findGroup(scanId, groupId);
  if (!group) return;
  const taken = group.segments.map((segment) => segment.value);
  // Undo may bring a deleted one back, with its value.
  const value = firstFree([...taken, ...group.removed.map((segment) => segment.value)]) ?? firstFree(taken);
  if (value === null) return;
  const colour = contrastingColour(group.segments.map((segment) => segment.colour));
  const segment = {
    value,
    name: i18next.t('segments:segmentNumber', { number: value }),
    colour,
    locked: false,
    ...defaultDisplay,
  };
  changeGroup(scanId, groupId, { segments: [...group.segments, segment] });
  changeSegmentation(scanId, { activeValue: value });
  describeGroup(scanId, groupId);
}

/** Changes a segment's name, colour, lock or how it is shown. */
export function changeSegment(
  scanId: string,
  groupId: string,
  value: number,
  changes: Partial<Segment>,
): void {
  const group = findGroup(scanId, groupId);
  if (!group) return;
  changeGroup(scanId, groupId, {
    segments: group.segments.map((segment) =>
      segment.value === value ? { ...segment, ...changes } : segment,
    ),
  });
  if (changes.name !== undefined || changes.colour !== undefined || changes.locked !== undefined)
    describeGroup(scanId, groupId);
}

/**
 * Takes a segment and its voxels away; as an edit, so that Undo brings the voxels back.
 *
 * @returns see commitEdit
 */
export function removeSegment(scanId: string, groupId: string, value: number): ReturnType<typeof commitEdit> {
  dropPreview();
  const [scan, group] = [findScan(scanId), findGroup(scanId, groupId)];
  if (!scan || !group) return null;
  const { labels, box } = group.map;
  const { shapeIjk } = scan.info.grid;
  const cleared = labels.map((label) => (label === value ? 0 : label));
  const patch = diffPatch(labels, cleared, box, shapeIjk);
  applyPatch(labels, patch);
  const gone = group.segments.filter((segment) => segment.value === value);
  const segments = group.segments.filter((segment) => segment.value !== value);
  changeGroup(scanId, groupId, { segments, removed: [...group.removed, ...gone] });
  changeSegmentation(scanId, { activeValue: segments[0]?.value ?? 1 });
  const takeBack = commitEdit(
    { scanId, groupId },
    i18next.t('segments:delete', { name: gone[0]?.name ?? '' }),
    patch,
    gone[0],
  );
  describeGroup(scanId, groupId);
  return takeBack;
}

export function renameGroup(scanId: string, groupId: string, name: string): void {
  changeGroup(scanId, groupId, { name });
  describeGroup(scanId, groupId);
}

export function removeGroup(scanId: string, groupId: string): void {
  forgetGroup(scanId, groupId);
  send({ kind: 'removeGroup', scanId, groupId });
  forgetEdits(scanId, groupId);
}

/** The lowest value of 1 to 255 that is not taken. */
function firstFree(taken: readonly number[]): number | null {
  for (let value = 1; value <= 255; value += 1) if (!taken.includes(value)) return value;
  return null;
}
