import { Popover } from 'radix-ui';
import { SlidersHorizontal } from 'lucide-react';
import { toggleScanClipBox } from '../interaction/viewActions.ts';
import { hasMask, useSegmentation } from '../stores/segmentation.ts';
import { useVolume } from '../stores/volume.ts';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';

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
      <CheckField
        label="Volume"
        hint="M"
        testId="volume-visible"
        checked={volumeVisible}
        onChange={(checked) => useVolume.setState({ volumeVisible: checked })}
      />
      <SliderField
        label="Shift"
        ariaLabel="Shift of the tissues that are seen"
        text={`${shiftHu} HU`}
        title="Moves the preset along the HU: to the right less is seen"
        min={-200}
        max={200}
        step={5}
        value={shiftHu}
        disabled={!volumeVisible}
        testId="volume-shift"
        onChange={(value) => useVolume.setState({ shiftHu: value })}
      />
    </>
  );
}

function ClipFields() {
  const clips = useVolume(({ clipBox }) => clipBox !== null);
  const clipsSurfaces = useVolume((state) => state.clipsSurfaces);
  return (
    <>
      <CheckField
        label="Cut with a box"
        hint="K"
        testId="clip-box"
        checked={clips}
        onChange={toggleScanClipBox}
      />
      <CheckField
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
    <SliderField
      label="Surfaces"
      ariaLabel="Opacity of the segments' surfaces"
      text={`${percent} %`}
      min={0}
      max={100}
      value={percent}
      disabled={!found}
      testId="surface-opacity"
      onChange={(value) => useVolume.setState({ surfaceOpacity: value / 100 })}
    />
  );
}
