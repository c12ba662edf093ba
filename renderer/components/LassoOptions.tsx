import { useTranslation } from 'react-i18next';
import { changeLasso, useTools } from '../stores/tools.ts';
import { CheckField } from './CheckField.tsx';

/** Stroke or polygon, adding or cutting, one slice or all. */
export function LassoOptions() {
  const { through, erases, polygon } = useTools(({ lasso }) => lasso);
  const { t } = useTranslation('tools');
  return (
    <>
      <h2>{t('lassoTitle')}</h2>
      <label className="field">
        <span>{t('outline')}</span>
        <select
          value={polygon ? 'polygon' : 'stroke'}
          data-testid="lasso-outline"
          onChange={({ currentTarget }) => changeLasso({ polygon: currentTarget.value === 'polygon' })}
        >
          <option value="stroke">{t('oneStroke')}</option>
          <option value="polygon">{t('corners')}</option>
        </select>
      </label>
      <label className="field">
        <span>{t('inside')}</span>
        <select
          value={erases ? 'erase' : 'fill'}
          data-testid="lasso-inside"
          onChange={({ currentTarget }) => changeLasso({ erases: currentTarget.value === 'erase' })}
        >
          <option value="fill">{t('fill')}</option>
          <option value="erase">{t('cutOut')}</option>
        </select>
      </label>
      <CheckField
        label={t('through')}
        checked={through}
        testId="lasso-through"
        onChange={(checked) => changeLasso({ through: checked })}
      />
      {polygon && <p className="hint">{t('closeHint')}</p>}
    </>
  );
}
