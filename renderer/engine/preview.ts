import type { LabelPatch } from '../../main/contract/patch.ts';
import { applyPatch, patchBox, revertPatch } from '../../main/edits/patch.ts';
import { findScan } from '../stores/scan.ts';
import { findGroup } from '../stores/segmentation.ts';
import { changePreview, usePreview } from '../stores/preview.ts';
import { growBox, type EditTarget } from './editTarget.ts';

/** What the page's labels carry ahead of the engine's; a new run may have put others in their place. */
let shown: { readonly target: EditTarget; readonly labels: Uint8Array; readonly patch: LabelPatch } | null =
  null;

/** Puts a patch of the engine's labels on the slices, in the place of the one before. */
export function showPreview(target: EditTarget, value: number, patch: LabelPatch): void {
  takeOff();
  const labels = findGroup(target.scanId, target.groupId)?.map.labels;
  if (!labels) return;
  applyPatch(labels, patch);
  shown = { target, labels, patch };
  redraw();
  changePreview({ voxels: countChanged(patch, value) });
}

/** Leaves the labels as they were before the preview. @returns false where there was none */
export function dropPreview(): boolean {
  if (!usePreview.getState().preview) return false;
  takeOff();
  usePreview.setState({ preview: null });
  return true;
}

/** Ends the preview with its patch carried out in the page; null where none is shown. */
export function keepPreview(): { readonly target: EditTarget; readonly patch: LabelPatch } | null {
  const kept = shown;
  if (kept) shown = null;
  usePreview.setState({ preview: null });
  return kept && isCurrent(kept) ? kept : null;
}

function takeOff(): void {
  if (!shown) return;
  revertPatch(shown.labels, shown.patch);
  redraw();
  shown = null;
}

function redraw(): void {
  const scan = shown && findScan(shown.target.scanId);
  if (!shown || !scan || !isCurrent(shown)) return;
  growBox(shown.target, patchBox(shown.patch, scan.info.grid.shapeIjk) ?? null);
}

function isCurrent({ target, labels }: { target: EditTarget; labels: Uint8Array }): boolean {
  return findGroup(target.scanId, target.groupId)?.map.labels === labels;
}

function countChanged({ runs, after }: LabelPatch, value: number): { gained: number; lost: number } {
  const counts = { gained: 0, lost: 0 };
  after.forEach((label, n) => {
    counts[label === value ? 'gained' : 'lost'] += runs[2 * n + 1] ?? 0;
  });
  return counts;
}
