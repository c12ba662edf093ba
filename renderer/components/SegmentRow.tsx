import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react';
import { activateGroup, changeSegment } from '../engine/segments.ts';
import type { Segment } from '../stores/segmentation.ts';
import { EditableName } from './EditableName.tsx';

interface SegmentRowProps {
  readonly scanId: string;
  readonly groupId: string;
  readonly segment: Segment;
  readonly ml: number | undefined;
  readonly active: boolean;
}

/** One segment: colour, name, volume, whether it is shown and whether it may be changed. */
export function SegmentRow({ scanId, groupId, segment, ml, active }: SegmentRowProps) {
  const { value, name, colour, visible, locked } = segment;
  const change = (changes: Partial<Segment>) => changeSegment(scanId, groupId, value, changes);
  return (
    <div
      className="segment"
      data-active={active}
      data-testid="segment"
      onFocus={() => !active && activateGroup(scanId, groupId, value)}
      onPointerDown={() => !active && activateGroup(scanId, groupId, value)}
    >
      <input
        type="color"
        className="swatch"
        value={colour}
        aria-label={`Colour of ${name}`}
        onChange={({ currentTarget }) => change({ colour: currentTarget.value })}
      />
      <EditableName name={name} label="Name of the segment" onChange={(next) => change({ name: next })} />
      <span className="segment-volume" data-testid="volume-ml">
        {ml !== undefined && `${ml.toFixed(1)} mL`}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-pressed={locked}
        aria-label={locked ? `Unlock ${name}` : `Lock ${name}`}
        title={locked ? 'Unlock' : 'Lock: edits leave it as it is'}
        onClick={() => change({ locked: !locked })}
      >
        {locked ? <Lock size={14} /> : <LockOpen size={14} />}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-pressed={visible}
        aria-label={visible ? `Hide ${name}` : `Show ${name}`}
        title={visible ? 'Hide' : 'Show'}
        onClick={() => change({ visible: !visible })}
      >
        {visible ? <Eye size={16} /> : <EyeOff size={16} />}
      </button>
    </div>
  );
}
