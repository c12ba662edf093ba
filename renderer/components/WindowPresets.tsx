import { windowPresets } from '../display/windowPresets.ts';
import { useViews } from '../stores/views.ts';

/** The window presets of CT, and the window in use. */
export function WindowPresets() {
  const current = useViews((state) => state.window);
  return (
    <div className="presets" role="group" aria-label="Window presets">
      {windowPresets.map((preset) => (
        <button
          key={preset.key}
          type="button"
          className="button preset"
          aria-pressed={preset.width === current.width && preset.level === current.level}
          title={`Width ${preset.width}, level ${preset.level} HU (key ${preset.key})`}
          onClick={() => useViews.setState({ window: preset })}
        >
          {preset.name}
        </button>
      ))}
      <span
        className="window-read-out"
        title="Window width / level in HU: drag with the left button to change"
      >
        W {current.width} L {current.level}
      </span>
    </div>
  );
}
