import i18next from 'i18next';
import { diffPatch } from '../../main/edits/patch.ts';
import { findScan } from '../stores/scan.ts';
import { changeGroup, findGroup, putGroup, type SegmentGroup } from '../stores/segmentation.ts';
import { showToast } from '../stores/toasts.ts';
import { send } from './connection.ts';
import { describeGroup } from './describeGroup.ts';
import { giveBackEdits, keepEdits } from './edits.ts';
import { showScan } from './scans.ts';
import { activateGroup, removeGroup, removeSegment } from './segments.ts';

/** Deletes a segment with its voxels; a toast offers it back. */
export function deleteSegment(scanId: string, groupId: string, value: number): void {
  const segment = findGroup(scanId, groupId)?.segments.find((one) => one.value === value);
  if (!segment) return;
  const takeBack = removeSegment(scanId, groupId, value);
  const undo = () => {
    const group = findGroup(scanId, groupId);
    if (!group) return;
    showScan(findScan(scanId) ?? null);
    activateGroup(scanId, groupId);
    if (takeBack) {
      if (!takeBack()) showToast({ message: i18next.t('toasts:laterEdits') });
      return;
    }
    // It had no voxel, so that there is no step to take back.
    const removed = group.removed.filter((one) => one !== segment);
    const segments = [...group.segments, segment].sort((a, b) => a.value - b.value);
    changeGroup(scanId, groupId, { segments, removed });
    describeGroup(scanId, groupId);
  };
  showToast({ message: i18next.t('toasts:deleted', { name: segment.name }), undo, scanId });
}

/** Deletes a group with all its segments; a toast offers it back. */
export function deleteGroup(scanId: string, groupId: string): void {
  const group = findGroup(scanId, groupId);
  if (!group) return;
  const edits = keepEdits({ scanId, groupId });
  removeGroup(scanId, groupId);
  const undo = () => {
    bringBack(scanId, group);
    giveBackEdits({ scanId, groupId }, edits);
  };
  showToast({ message: i18next.t('toasts:deleted', { name: group.name }), undo, scanId });
}

/** Puts a group that was removed with its labels back, here and in the engine. */
function bringBack(scanId: string, group: SegmentGroup): void {
  const scan = findScan(scanId);
  const { groupId, name, origin, report, map } = group;
  // Found again meanwhile: that result stays.
  if (!scan || findGroup(scanId, groupId)) return;
  showScan(scan);
  putGroup(scanId, group);
  const segments = group.segments.map(({ value, name: called, colour, locked }) => ({
    ...{ value, name: called, colour, locked },
  }));
  send({ kind: 'addGroup', scanId, group: { groupId, name, origin, report, segments } });
  const nothing = new Uint8Array(map.labels.length);
  const patch = diffPatch(nothing, map.labels, map.box, scan.info.grid.shapeIjk);
  if (patch.runs.length > 0) send({ kind: 'patch', scanId, groupId, patch });
}
