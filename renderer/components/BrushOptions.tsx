import { brushRadiusMm, changeBrush, useTools } from '../stores/tools.ts';
import { RangeFields } from './RangeFields.tsx';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';

/** Size and shape of brush and eraser, and what the brush paints over. */
export function BrushOptions({ erases }: { erases: boolean }) {
  const { radiusMm, sphere, rangeHu, onlyBackground } = useTools(({ brush }) => brush);
  return (
    <>
      <h2>{erases ? 'Eraser' : 'Brush'}</h2>
      <SliderField
        label="Radius"
        text={`${radiusMm.toFixed(1)} mm`}
        title="[ and ], or Ctrl + wheel"
        min={brushRadiusMm.min}
        max={brushRadiusMm.max}
        step={0.5}
        value={radiusMm}
        testId="brush-radius"
        onChange={(value) => changeBrush({ radiusMm: value })}
      />
      <CheckField
        label="Ball, through the slices"
        checked={sphere}
        testId="brush-sphere"
        onChange={(checked) => changeBrush({ sphere: checked })}
      />
      {!erases && (
        <>
          <CheckField
            label="Leave other segments as they are"
            checked={onlyBackground}
            onChange={(checked) => changeBrush({ onlyBackground: checked })}
          />
          <CheckField
            label="Only within a range of HU"
            checked={rangeHu !== null}
            testId="brush-range"
            onChange={(checked) => changeBrush({ rangeHu: checked ? [0, 200] : null })}
          />
          {rangeHu && (
            <RangeFields rangeHu={rangeHu} onChange={(changed) => changeBrush({ rangeHu: changed })} />
          )}
        </>
      )}
    </>
  );
}
