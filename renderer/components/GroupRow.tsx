import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deleteGroup } from '../engine/deletions.ts';
import { activateGroup, renameGroup } from '../engine/segments.ts';
import type { SegmentGroup } from '../stores/segmentation.ts';
import { EditableName } from './EditableName.tsx';
import { IconButton } from './IconButton.tsx';

interface GroupRowProps {
  readonly scanId: string;
  readonly group: SegmentGroup;
  readonly active: boolean;
}

const origins = {
  model: 'originModel',
  file: 'originFile',
  drawn: 'originDrawn',
  difference: 'originDifference',
} as const satisfies Readonly<Record<SegmentGroup['origin'], string>>;

/** The heading of a group of segments: which result or drawing it is. A press makes it the one that is filled and edited. */
export function GroupRow({ scanId, group, active }: GroupRowProps) {
  const { groupId, name, origin } = group;
  const { t } = useTranslation('segments');
  return (
    <div className="group-row" data-active={active} title={t(origins[origin])}>
      <input
        type="radio"
        name="active-group"
        checked={active}
        aria-label={t('showAndEdit', { name })}
        onChange={() => activateGroup(scanId, groupId)}
      />
      <EditableName
        name={name}
        label={t('groupName')}
        onChange={(next) => renameGroup(scanId, groupId, next)}
      />
      <IconButton
        label={t('delete', { name })}
        hint={t('deleteGroup')}
        onClick={() => deleteGroup(scanId, groupId)}
      >
        <Trash2 size={14} />
      </IconButton>
    </div>
  );
}
