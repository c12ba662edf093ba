import { changeDisplay, useSegmentation, type OverlayDisplay } from '../stores/segmentation.ts';

/** How the mask lies over the slices: fill, outline, and whether the contour shell is shown in its place. */
export function OverlayControls() {
  const display = useSegmentation((state) => state.display);
  const percent = Math.round(display.opacity * 100);
  return (
    <div className="overlay-controls">
      <label className="field">
        <span>Opacity</span>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          data-testid="opacity"
          aria-valuetext={`${percent} %`}
          onChange={({ currentTarget }) => changeDisplay({ opacity: currentTarget.valueAsNumber / 100 })}
        />
        <output>{percent} %</output>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={display.outline}
          data-testid="outline"
          onChange={({ currentTarget }) => changeDisplay({ outline: currentTarget.checked })}
        />
        Outline
      </label>
      <label className="field">
        <span>Show</span>
        <select
          value={display.shown}
          data-testid="shown-labels"
          onChange={({ currentTarget }) =>
            changeDisplay({ shown: currentTarget.value as OverlayDisplay['shown'] })
          }
        >
          <option value="mask">Mask</option>
          <option value="contour">Contour (3D shell)</option>
        </select>
      </label>
    </div>
  );
}
