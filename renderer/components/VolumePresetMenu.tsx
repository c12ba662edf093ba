import { use, useEffect, useRef, useState } from 'react';
import { DropdownMenu } from 'radix-ui';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { volumePresets, type VolumePreset } from '../display/volumePresets.ts';
import { useVolume } from '../stores/volume.ts';
import { SceneContext } from './sceneContext.ts';

/** Which tissues the 3D picture shows, chosen by what each preset makes of this scan. */
export function VolumePresetMenu() {
  const current = useVolume(({ preset }) => preset);
  const { t } = useTranslation(['volume', 'presets']);
  const [open, setOpen] = useState(false);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger
        className="button volume-preset"
        aria-label={t('tissues', { name: t(`presets:${current.id}`) })}
        title={t('tissuesHint')}
        data-testid="volume-preset"
      >
        {t(`presets:${current.id}`)} <ChevronDown size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu preset-menu" align="end" sideOffset={4}>
          {volumePresets.map((preset, index) => (
            <DropdownMenu.Item
              key={preset.id}
              className="menu-item preset-item"
              data-chosen={preset.id === current.id}
              data-testid={`volume-preset-${preset.id}`}
              onSelect={() => useVolume.setState({ preset, shiftHu: 0, volumeVisible: true })}
            >
              <Preview preset={preset} turn={index + 1} />
              {t(`presets:${preset.id}`)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** @param turn the frame after the menu's opening in which this one is painted: one a frame holds nothing up for long */
function Preview({ preset, turn }: { preset: VolumePreset; turn: number }) {
  const scene = use(SceneContext);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame = 0;
    const wait = (frames: number) => {
      frame = requestAnimationFrame(() => {
        if (frames > 1) wait(frames - 1);
        else show();
      });
    };
    const show = () => {
      const picture = scene?.presetPreview(preset);
      if (!picture || !canvas.current) return;
      canvas.current.width = picture.width;
      canvas.current.height = picture.height;
      canvas.current.getContext('2d')?.putImageData(picture, 0, 0);
      canvas.current.dataset.drawn = 'true';
    };
    wait(turn);
    return () => cancelAnimationFrame(frame);
  }, [scene, preset, turn]);
  return <canvas ref={canvas} className="preset-preview" aria-hidden />;
}
