import { z } from 'zod';
import { volumePresets } from '../display/volumePresets.ts';
import { windowPresets, type WindowLevel } from '../display/windowPresets.ts';
import { barPlaces, useLayout } from './layout.ts';
import { useCine } from './cine.ts';
import { useViews } from './views.ts';
import { useVolume } from './volume.ts';

const fraction = z.number().min(0.05).max(0.95);
const bars = z.object({
  fourColumns: fraction,
  fourRows: fraction,
  largeColumns: fraction,
  largeUpper: fraction,
  largeLower: fraction,
});

/**
 * What of the view is worth finding again at the next start: not of a scan, but of the reader's habits. Each field
 * falls back by itself: what an older or a newer version wrote costs that field, not the others.
 */
export const rememberedViewSchema = z.object({
  arrangement: z.enum(['four', 'large']).catch('four'),
  maximised: z.enum(['axial', 'coronal', 'sagittal', '3d']).nullable().catch(null),
  bars: bars.catch(barPlaces),
  /** The key of the window preset that scans open with. */
  windowKey: z.string().catch(windowPresets[0]!.key),
  interpolation: z.enum(['linear', 'nearest']).catch('linear'),
  crosshairVisible: z.boolean().catch(true),
  cineFramesPerSecond: z.number().int().min(1).max(60).catch(15),
  volumePresetId: z.string().catch(volumePresets[0]!.id),
  surfaceOpacity: z.number().min(0).max(1).catch(1),
});
export type RememberedView = z.infer<typeof rememberedViewSchema>;

const presetOf = ({ width, level }: WindowLevel) =>
  windowPresets.find((preset) => preset.width === width && preset.level === level);

/** What is to be kept, as it is now. */
export function rememberedView(): RememberedView {
  const { arrangement, maximised, bars: places } = useLayout.getState();
  const { interpolation, crosshairVisible, window, openingWindow } = useViews.getState();
  const { preset, surfaceOpacity } = useVolume.getState();
  return {
    ...{ arrangement, maximised, bars: places, interpolation, crosshairVisible, surfaceOpacity },
    windowKey: (presetOf(window) ?? presetOf(openingWindow) ?? windowPresets[0]!).key,
    cineFramesPerSecond: useCine.getState().framesPerSecond,
    volumePresetId: preset.id,
  };
}

/** Shows what was kept. @param kept as it was read: checked here, field by field */
export function recallView(kept: unknown): void {
  const view = rememberedViewSchema.parse(typeof kept === 'object' && kept !== null ? kept : {});
  const { arrangement, maximised, interpolation, crosshairVisible, surfaceOpacity } = view;
  useLayout.setState({ arrangement, maximised, bars: view.bars });
  const openingWindow = windowPresets.find(({ key }) => key === view.windowKey) ?? windowPresets[0]!;
  useViews.setState({ interpolation, crosshairVisible, openingWindow, window: openingWindow });
  useCine.setState({ framesPerSecond: view.cineFramesPerSecond });
  const preset = volumePresets.find(({ id }) => id === view.volumePresetId) ?? volumePresets[0]!;
  useVolume.setState({ preset, surfaceOpacity });
}

/** Calls `changed` whenever something of it is another than before. @returns ends that */
export function onRememberedViewChange(changed: (view: RememberedView) => void): () => void {
  let known = JSON.stringify(rememberedView());
  const look = () => {
    const view = rememberedView();
    const text = JSON.stringify(view);
    if (text === known) return;
    known = text;
    changed(view);
  };
  const stops = [
    useLayout.subscribe(look),
    useCine.subscribe(look),
    useViews.subscribe((now, before) => {
      if (
        now.interpolation !== before.interpolation ||
        now.crosshairVisible !== before.crosshairVisible ||
        now.window !== before.window
      )
        look();
    }),
    useVolume.subscribe((now, before) => {
      if (now.preset !== before.preset || now.surfaceOpacity !== before.surfaceOpacity) look();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
