import { afterEach, describe, expect, it, vi } from 'vitest';
import { volumePresets } from '../display/volumePresets.ts';
import { windowPresets } from '../display/windowPresets.ts';
import { chooseLayout, moveBar, useLayout } from './layout.ts';
import { onRememberedViewChange, recallView, rememberedView } from './remembered.ts';
import { useViews } from './views.ts';
import { useVolume } from './volume.ts';

afterEach(() => recallView({}));

describe('what is remembered of the view', () => {
  it('comes back from JSON as it was', () => {
    chooseLayout('large', 'axial');
    moveBar('largeColumns', 0.6);
    useViews.setState({ interpolation: 'nearest', window: windowPresets[1]! });
    useVolume.setState({ preset: volumePresets[2]!, surfaceOpacity: 0.5 });
    const kept = JSON.stringify(rememberedView());
    recallView({});
    expect(useLayout.getState().arrangement).toBe('four');
    recallView(JSON.parse(kept));
    expect(useLayout.getState()).toMatchObject({ arrangement: 'large', bars: { largeColumns: 0.6 } });
    expect(useVolume.getState()).toMatchObject({ preset: volumePresets[2], surfaceOpacity: 0.5 });
    expect(useViews.getState().openingWindow).toBe(windowPresets[1]);
    expect(JSON.stringify(rememberedView())).toBe(kept);
  });

  it('loses a field that makes no sense, and no other', () => {
    recallView({
      arrangement: 'spiral',
      surfaceOpacity: 0.25,
      volumePresetId: 'gone',
      bars: { fourRows: 7 },
    });
    expect(rememberedView()).toMatchObject({
      arrangement: 'four',
      surfaceOpacity: 0.25,
      volumePresetId: volumePresets[0]!.id,
      bars: { fourRows: 0.5 },
    });
    recallView('nonsense');
    expect(rememberedView().surfaceOpacity).toBe(1);
  });

  it('tells of its changes, and of nothing else', () => {
    const changed = vi.fn();
    const stop = onRememberedViewChange(changed);
    useViews.setState({ pointerIjk: [1, 2, 3] });
    useVolume.setState({ shiftHu: 20 });
    expect(changed).not.toHaveBeenCalled();
    chooseLayout('volume', 'axial');
    expect(changed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ maximised: '3d' }));
    stop();
    chooseLayout('four', 'axial');
    expect(changed).toHaveBeenCalledOnce();
  });
});

describe('moveBar', () => {
  it('leaves room for the panes on both sides, and keeps the bars in order', () => {
    moveBar('largeUpper', 5);
    const { largeUpper, largeLower } = useLayout.getState().bars;
    expect(largeLower - largeUpper).toBeCloseTo(0.12);
    moveBar('fourColumns', -1);
    expect(useLayout.getState().bars.fourColumns).toBeCloseTo(0.12);
  });
});
