import { useTranslation } from 'react-i18next';
import { inMm } from '../display/quantities.ts';
import { brushRadiusMm, changeBrush, useTools } from '../stores/tools.ts';
import { RangeFields } from './RangeFields.tsx';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';

/** Size and shape of brush and eraser, and what the brush paints over. */
export function BrushOptions({ erases }: { erases: boolean }) {
  const { radiusMm, sphere, rangeHu, onlyBackground } = useTools(({ brush }) => brush);
  const { t } = useTranslation('tools');
  return (
    <>
      <h2>{t(erases ? 'eraser' : 'brush')}</h2>
      <SliderField
        label={t('radius')}
        text={inMm(radiusMm, 1)}
        title={t('radiusHint')}
        min={brushRadiusMm.min}
        max={brushRadiusMm.max}
        step={0.5}
        value={radiusMm}
        testId="brush-radius"
        onChange={(value) => changeBrush({ radiusMm: value })}
      />
      <CheckField
        label={t('sphere')}
        checked={sphere}
        testId="brush-sphere"
        onChange={(checked) => changeBrush({ sphere: checked })}
      />
      {!erases && (
        <>
          <CheckField
            label={t('onlyBackground')}
            checked={onlyBackground}
            onChange={(checked) => changeBrush({ onlyBackground: checked })}
          />
          <CheckField
            label={t('onlyRange')}
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
