import { changeLasso, useTools } from '../stores/tools.ts';
import { CheckField } from './CheckField.tsx';

/** Stroke or polygon, adding or cutting, one slice or all. */
export function LassoOptions() {
  const { through, erases, polygon } = useTools(({ lasso }) => lasso);
  return (
    <>
      <h2>Lasso</h2>
      <label className="field">
        <span>Outline</span>
        <select
          value={polygon ? 'polygon' : 'stroke'}
          data-testid="lasso-outline"
          onChange={({ currentTarget }) => changeLasso({ polygon: currentTarget.value === 'polygon' })}
        >
          <option value="stroke">One stroke</option>
          <option value="polygon">Corners by clicks</option>
        </select>
      </label>
      <label className="field">
        <span>Inside</span>
        <select
          value={erases ? 'erase' : 'fill'}
          data-testid="lasso-inside"
          onChange={({ currentTarget }) => changeLasso({ erases: currentTarget.value === 'erase' })}
        >
          <option value="fill">Fill</option>
          <option value="erase">Cut out</option>
        </select>
      </label>
      <CheckField
        label="Through all slices"
        checked={through}
        testId="lasso-through"
        onChange={(checked) => changeLasso({ through: checked })}
      />
      {polygon && (
        <p className="hint">Close it with a double click, or a click on its first corner. Esc gives up.</p>
      )}
    </>
  );
}
