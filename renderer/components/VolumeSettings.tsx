import { Popover } from 'radix-ui';
import { SlidersHorizontal } from 'lucide-react';
import { toggleScanClipBox } from '../interaction/viewActions.ts';
import { hasMask, useSegmentation } from '../stores/segmentation.ts';
import { useVolume } from '../stores/volume.ts';

/** How the 3D picture looks: what is shown, how much of it, and what is cut away. */
export function VolumeSettings() {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="icon-button pane-tool"
        aria-label="Settings of the 3D view"
        title="Opacity, cut, surfaces"
        data-testid="volume-settings"
      >
        <SlidersHorizontal size={14} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu tool-panel" align="end" sideOffset={4} aria-label="3D settings">
          <VolumeFields />
          <ClipFields />
          <SurfaceFields />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function VolumeFields() {
  const { volumeVisible, shiftHu } = useVolume();
  return (
    <>
      <Check
        label="Volume"
        hint="M"
        testId="volume-visible"
        checked={volumeVisible}
        onChange={(checked) => useVolume.setState({ volumeVisible: checked })}
      />
      <label className="field">
        <span>Shift</span>
        <input
          type="range"
          min={-200}
          max={200}
          step={5}
          value={shiftHu}
          disabled={!volumeVisible}
          aria-label="Shift of the tissues that are seen"
          aria-valuetext={`${shiftHu} HU`}
          title="Moves the preset along the HU: to the right less is seen"
          data-testid="volume-shift"
          onChange={({ currentTarget }) => useVolume.setState({ shiftHu: currentTarget.valueAsNumber })}
        />
        <output>{shiftHu} HU</output>
      </label>
    </>
  );
}

function ClipFields() {
  const clips = useVolume(({ clipBox }) => clipBox !== null);
  const clipsSurfaces = useVolume((state) => state.clipsSurfaces);
  return (
    <>
      <Check label="Cut with a box" hint="K" testId="clip-box" checked={clips} onChange={toggleScanClipBox} />
      <Check
        label="Cut surfaces too"
        testId="clip-surfaces"
        checked={clipsSurfaces}
        disabled={!clips}
        onChange={(checked) => useVolume.setState({ clipsSurfaces: checked })}
      />
    </>
  );
}

function SurfaceFields() {
  const found = useSegmentation(hasMask);
  const percent = useVolume(({ surfaceOpacity }) => Math.round(surfaceOpacity * 100));
  return (
    <label className="field">
      <span>Surfaces</span>
      <input
        type="range"
        min={0}
        max={100}
        value={percent}
        disabled={!found}
        aria-label="Opacity of the segments' surfaces"
        aria-valuetext={`${percent} %`}
        data-testid="surface-opacity"
        onChange={({ currentTarget }) =>
          useVolume.setState({ surfaceOpacity: currentTarget.valueAsNumber / 100 })
        }
      />
      <output>{percent} %</output>
    </label>
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint?: string;
  readonly testId: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, hint, testId, checked, disabled = false, onChange }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{label}</span>
      {hint && <kbd className="key-hint">{hint}</kbd>}
    </label>
  );
}
