import { Popover } from 'radix-ui';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inHu, inPercent } from '../display/quantities.ts';
import { toggleScanClipBox } from '../interaction/viewActions.ts';
import { hasMask, useSegmentation } from '../stores/segmentation.ts';
import { useVolume } from '../stores/volume.ts';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';

/** How the 3D picture looks: what is shown, how much of it, and what is cut away. */
export function VolumeSettings() {
  const { t } = useTranslation('volume');
  return (
    <Popover.Root>
      <Popover.Trigger
        className="icon-button pane-tool"
        aria-label={t('settings')}
        title={t('settingsHint')}
        data-testid="volume-settings"
      >
        <SlidersHorizontal size={14} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu tool-panel"
          align="end"
          sideOffset={4}
          aria-label={t('settingsPanel')}
        >
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
  const { t } = useTranslation('volume');
  return (
    <>
      <CheckField
        label={t('volume')}
        hint="M"
        testId="volume-visible"
        checked={volumeVisible}
        onChange={(checked) => useVolume.setState({ volumeVisible: checked })}
      />
      <SliderField
        label={t('shift')}
        ariaLabel={t('shiftLabel')}
        text={inHu(shiftHu)}
        title={t('shiftHint')}
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
  const { t } = useTranslation('volume');
  return (
    <>
      <CheckField label={t('cut')} hint="K" testId="clip-box" checked={clips} onChange={toggleScanClipBox} />
      <CheckField
        label={t('cutSurfaces')}
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
  const { t } = useTranslation('volume');
  const percent = useVolume(({ surfaceOpacity }) => Math.round(surfaceOpacity * 100));
  return (
    <SliderField
      label={t('surfaces')}
      ariaLabel={t('surfacesLabel')}
      text={inPercent(percent)}
      min={0}
      max={100}
      value={percent}
      disabled={!found}
      testId="surface-opacity"
      onChange={(value) => useVolume.setState({ surfaceOpacity: value / 100 })}
    />
  );
}
