import { useLayoutEffect } from 'react';
import { Magnet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inMl, inPercent } from '../display/quantities.ts';
import { dropPreview } from '../engine/preview.ts';
import { beginSnap, changeSnapStrength, takeSnap } from '../engine/snapToEdges.ts';
import { useEdits } from '../stores/edits.ts';
import { usePreview } from '../stores/preview.ts';
import { SliderField } from './SliderField.tsx';

interface SnapToEdgesProps {
  readonly scanId: string;
  readonly groupId: string;
  readonly value: number;
  readonly voxelMl: number;
  /** Locked, or without a voxel. */
  readonly disabled: boolean;
}

/** Moves the segment's boundary to the edges of the image, as far as a slider says, seen on the slices before it is taken. */
export function SnapToEdges({ scanId, groupId, value, voxelMl, disabled }: SnapToEdgesProps) {
  const busy = useEdits((state) => state.busy);
  const { t } = useTranslation('segments');
  const preview = usePreview((state) => state.preview);
  // Another segment, group or scan is chosen: what was not taken is gone.
  useLayoutEffect(() => () => void dropPreview(), [scanId, groupId, value]);
  if (!preview)
    return (
      <button
        type="button"
        className="button"
        disabled={disabled || busy}
        data-testid="snap"
        onClick={() => beginSnap(scanId, groupId, value)}
      >
        <Magnet size={14} /> {t('snap')}
      </button>
    );
  const percent = Math.round(preview.strength * 100);
  const ml = (voxels: number) => inMl(voxels * voxelMl);
  return (
    <div className="snap" role="group" aria-label={t('snap')} data-testid="snap-preview">
      <SliderField
        label={t('strength')}
        text={inPercent(percent)}
        min={0}
        max={100}
        step={5}
        value={percent}
        testId="snap-strength"
        onChange={(value) => changeSnapStrength(value / 100)}
      />
      <p className="hint" aria-live="polite" data-testid="snap-change" data-busy={busy}>
        {preview.voxels
          ? t('snapChange', { gained: ml(preview.voxels.gained), lost: ml(preview.voxels.lost) })
          : t('snapLooking')}
      </p>
      <div className="snap-actions">
        <button
          type="button"
          className="button primary"
          disabled={busy || disabled}
          data-testid="snap-take"
          onClick={takeSnap}
        >
          {t('take')}
        </button>
        <button type="button" className="button" data-testid="snap-drop" onClick={dropPreview}>
          {t('giveUp')}
        </button>
      </div>
    </div>
  );
}
