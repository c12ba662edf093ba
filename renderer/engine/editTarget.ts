import type { VoxelBox } from '../../main/contract/geometry.ts';
import { unionBox } from '../../main/edits/box.ts';
import { useScan } from '../stores/scan.ts';
import { changeGroup, findGroup, shownSegmentation } from '../stores/segmentation.ts';

/** Which label map: the scan that it lies on and its group. */
export interface EditTarget {
  readonly scanId: string;
  readonly groupId: string;
}

/** The label map that is edited now, if any. */
export function editTarget(): EditTarget | null {
  const { scan } = useScan.getState();
  const { activeGroupId } = shownSegmentation();
  return scan && activeGroupId !== null ? { scanId: scan.info.scanId, groupId: activeGroupId } : null;
}

/** Labels were changed in place, within `changed` (null: within their box): whatever is derived from them is made anew. */
export function growBox({ scanId, groupId }: EditTarget, changed: VoxelBox | null): void {
  const map = findGroup(scanId, groupId)?.map;
  if (!map) return;
  const box = changed ? unionBox(map.box, changed) : map.box;
  changeGroup(scanId, groupId, { map: { labels: map.labels, box } });
}
