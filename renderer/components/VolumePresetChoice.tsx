import { volumePresets } from '../display/volumePresets.ts';
import { useViews } from '../stores/views.ts';

/** Which tissues the 3D picture shows. */
export function VolumePresetChoice() {
  const current = useViews(({ volumePreset }) => volumePreset.id);
  return (
    <select
      className="volume-preset"
      aria-label="Tissues in the 3D view"
      data-testid="volume-preset"
      value={current}
      onChange={({ currentTarget: { value } }) => {
        const volumePreset = volumePresets.find(({ id }) => id === value);
        if (volumePreset) useViews.setState({ volumePreset });
      }}
    >
      {volumePresets.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
