import { brushRadiusMm, changeBrush, useTools } from '../stores/tools.ts';
import { RangeFields } from './RangeFields.tsx';

/** Size and shape of brush and eraser, and what the brush paints over. */
export function BrushOptions({ erases }: { erases: boolean }) {
  const { radiusMm, sphere, rangeHu, onlyBackground } = useTools(({ brush }) => brush);
  return (
    <>
      <h2>{erases ? 'Eraser' : 'Brush'}</h2>
      <label className="field" title="[ and ], or Ctrl + wheel">
        <span>Radius</span>
        <input
          type="range"
          min={brushRadiusMm.min}
          max={brushRadiusMm.max}
          step={0.5}
          value={radiusMm}
          data-testid="brush-radius"
          aria-valuetext={`${radiusMm.toFixed(1)} mm`}
          onChange={({ currentTarget }) => changeBrush({ radiusMm: currentTarget.valueAsNumber })}
        />
        <output>{radiusMm.toFixed(1)} mm</output>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={sphere}
          data-testid="brush-sphere"
          onChange={({ currentTarget }) => changeBrush({ sphere: currentTarget.checked })}
        />
        <span>Ball, through the slices</span>
      </label>
      {!erases && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={onlyBackground}
              onChange={({ currentTarget }) => changeBrush({ onlyBackground: currentTarget.checked })}
            />
            <span>Leave other segments as they are</span>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={rangeHu !== null}
              data-testid="brush-range"
              onChange={({ currentTarget }) =>
                changeBrush({ rangeHu: currentTarget.checked ? [0, 200] : null })
              }
            />
            <span>Only within a range of HU</span>
          </label>
          {rangeHu && (
            <RangeFields rangeHu={rangeHu} onChange={(changed) => changeBrush({ rangeHu: changed })} />
          )}
        </>
      )}
    </>
  );
}
