import i18next from 'i18next';
import { useEdits } from '../stores/edits.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, shownSegmentation, type SegmentGroup } from '../stores/segmentation.ts';
import { showToast } from '../stores/toasts.ts';
import type { EditTarget } from './editTarget.ts';
import { dropPreview } from './preview.ts';
import { addDrawnGroup } from './segments.ts';

/** The segment that a tool may change, and the ones that it must leave alone. */
export interface EditableSegment {
  readonly target: EditTarget;
  readonly group: SegmentGroup;
  readonly value: number;
  readonly lockedValues: readonly number[];
}

/** The active segment, made where there is none yet; null, with a word on why, where it is not to be changed now. */
export function editableSegment(): EditableSegment | null {
  const { scan } = useScan.getState();
  if (!scan || useEdits.getState().busy) return null;
  dropPreview();
  const { scanId } = scan.info;
  if (!activeGroup(shownSegmentation())) addDrawnGroup(scanId);
  const segmentation = shownSegmentation();
  const group = activeGroup(segmentation);
  const segment = group?.segments.find(({ value }) => value === segmentation.activeValue);
  if (!group || !segment) {
    showToast({ message: i18next.t('segments:chooseOne') });
    return null;
  }
  if (segment.locked) {
    showToast({ message: i18next.t('segments:isLocked', { name: segment.name }) });
    return null;
  }
  if (!segment.visible) {
    showToast({ message: i18next.t('segments:isHidden', { name: segment.name }) });
    return null;
  }
  return {
    target: { scanId, groupId: group.groupId },
    group,
    value: segment.value,
    lockedValues: group.segments.filter(({ locked }) => locked).map(({ value }) => value),
  };
}
