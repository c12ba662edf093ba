import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inMl } from '../display/quantities.ts';
import { activateGroup, changeSegment } from '../engine/segments.ts';
import type { Segment } from '../stores/segmentation.ts';
import { EditableName } from './EditableName.tsx';
import { IconButton } from './IconButton.tsx';

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
  const { t } = useTranslation('segments');
  const change = (changes: Partial<Segment>) => changeSegment(scanId, groupId, value, changes);
  // Locking or hiding one leaves the tools with the one that is being drawn.
  const activate = ({ target }: { target: EventTarget }) => {
    const isButton = target instanceof Element && target.closest('button') !== null;
    if (!active && !isButton) activateGroup(scanId, groupId, value);
  };
  return (
    <div
      className="segment"
      data-active={active}
      data-testid="segment"
      onFocus={activate}
      onPointerDown={activate}
    >
      <input
        type="color"
        className="swatch"
        value={colour}
        aria-label={t('colour', { name })}
        onChange={({ currentTarget }) => change({ colour: currentTarget.value })}
      />
      <EditableName name={name} label={t('segmentName')} onChange={(next) => change({ name: next })} />
      <span className="segment-volume" data-testid="volume-ml">
        {ml !== undefined && inMl(ml)}
      </span>
      <IconButton
        label={t(locked ? 'unlock' : 'lock', { name })}
        hint={t(locked ? 'unlockHint' : 'lockHint')}
        pressed={locked}
        onClick={() => change({ locked: !locked })}
      >
        {locked ? <Lock size={14} /> : <LockOpen size={14} />}
      </IconButton>
      <IconButton
        label={t(visible ? 'hide' : 'show', { name })}
        hint={t(visible ? 'hideHint' : 'showHint')}
        pressed={visible}
        onClick={() => change({ visible: !visible })}
      >
        {visible ? <Eye size={16} /> : <EyeOff size={16} />}
      </IconButton>
    </div>
  );
}
