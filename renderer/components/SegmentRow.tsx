import { Eye, EyeOff } from 'lucide-react';
import { changeSegment, type Segment } from '../stores/segmentation.ts';

interface SegmentRowProps {
  readonly scanId: string;
  readonly groupId: string;
  readonly segment: Segment;
  readonly ml: number | undefined;
}

/** One segment: its colour, name, volume, and whether and how strongly it is shown. */
export function SegmentRow({ scanId, groupId, segment, ml }: SegmentRowProps) {
  const { value, name, colour, visible, opacity, outline } = segment;
  const change = (changes: Partial<Segment>) => changeSegment(scanId, groupId, value, changes);
  const percent = Math.round(opacity * 100);
  return (
    <>
      <div className="segment">
        <span className="swatch" style={{ backgroundColor: colour }} aria-hidden />
        <span className="segment-name">{name}</span>
        <span className="segment-volume" data-testid="volume-ml">
          {ml !== undefined && `${ml.toFixed(1)} mL`}
        </span>
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
      <label className="field">
        <span>Opacity</span>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          data-testid="opacity"
          aria-valuetext={`${percent} %`}
          onChange={({ currentTarget }) => change({ opacity: currentTarget.valueAsNumber / 100 })}
        />
        <output>{percent} %</output>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={outline}
          data-testid="outline"
          onChange={({ currentTarget }) => change({ outline: currentTarget.checked })}
        />
        <span>Outline</span>
      </label>
    </>
  );
}
