import { Trash2 } from 'lucide-react';
import { activateGroup, removeGroup, renameGroup } from '../engine/segments.ts';
import type { SegmentGroup } from '../stores/segmentation.ts';
import { EditableName } from './EditableName.tsx';

interface GroupRowProps {
  readonly scanId: string;
  readonly group: SegmentGroup;
  readonly active: boolean;
}

const origins: Readonly<Record<SegmentGroup['origin'], string>> = {
  model: 'Found by a model',
  file: 'From a file',
  drawn: 'Drawn by hand',
};

/** The heading of a group of segments: which result or drawing it is. A press makes it the one that is filled and edited. */
export function GroupRow({ scanId, group, active }: GroupRowProps) {
  const { groupId, name, origin } = group;
  return (
    <div className="group-row" data-active={active} title={origins[origin]}>
      <input
        type="radio"
        name="active-group"
        checked={active}
        aria-label={`Show and edit ${name}`}
        onChange={() => activateGroup(scanId, groupId)}
      />
      <EditableName
        name={name}
        label="Name of the group"
        onChange={(next) => renameGroup(scanId, groupId, next)}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={`Delete ${name}`}
        title="Delete the group"
        onClick={() => removeGroup(scanId, groupId)}
      >
        <Trash2 size={14} />
      </button>
    </div>
  );
}
