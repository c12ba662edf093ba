import i18next from 'i18next';
import { useEdits } from '../stores/edits.ts';
import { changePreview, usePreview, type Preview } from '../stores/preview.ts';
import { askForEdit, commitEdit } from './edits.ts';
import { dropPreview, keepPreview, showPreview } from './preview.ts';

const firstStrength = 0.5;

/** Where a preview is under way: requests follow one another, each with the strength that is wanted by then. */
let asking = false;

/** Begins to move a segment's boundary to the edges of the image: on the slices alone until it is taken. */
export function beginSnap(scanId: string, groupId: string, value: number): void {
  if (useEdits.getState().busy) return;
  dropPreview();
  usePreview.setState({ preview: { scanId, groupId, value, strength: firstStrength, voxels: null } });
  void follow();
}

export function changeSnapStrength(strength: number): void {
  changePreview({ strength });
  void follow();
}

/** Makes what is shown an edit: one step of Undo. */
export function takeSnap(): void {
  const kept = keepPreview();
  if (kept) commitEdit(kept.target, i18next.t('segments:snap'), kept.patch);
}

async function follow(): Promise<void> {
  if (asking) return;
  asking = true;
  let answered: Preview | null = null;
  for (;;) {
    const { preview } = usePreview.getState();
    if (!preview || (isSameSegment(preview, answered) && preview.strength === answered?.strength)) break;
    const { scanId, groupId, value, strength } = preview;
    const target = { scanId, groupId };
    const patch = await askForEdit(target, value, { kind: 'refine', strength });
    answered = preview;
    const now = usePreview.getState().preview;
    // Given up meanwhile, or begun anew with another segment.
    if (!isSameSegment(preview, now)) continue;
    if (patch) showPreview(target, value, patch);
    else dropPreview();
  }
  asking = false;
}

function isSameSegment(a: Preview, b: Preview | null): boolean {
  return b !== null && a.scanId === b.scanId && a.groupId === b.groupId && a.value === b.value;
}
