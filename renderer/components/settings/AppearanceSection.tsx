import { useTranslation } from 'react-i18next';
import { languageSchema, scalePercentRange, type Appearance } from '../../../main/contract/appearance.ts';
import { inPercent } from '../../display/quantities.ts';
import { changeAppearance } from '../../engine/appearance.ts';
import { useAppearance } from '../../stores/appearance.ts';
import { SliderField } from '../SliderField.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** Language, colours and size of the window: shown at once. */
export function AppearanceSection() {
  const { language, theme, scalePercent } = useAppearance();
  const { t } = useTranslation('settings');
  return (
    <SettingsSection title={t('appearance')}>
      <label className="field">
        <span>{t('language')}</span>
        <select
          value={language}
          data-testid="language"
          onChange={({ currentTarget }) =>
            changeAppearance({ language: currentTarget.value as Appearance['language'] })
          }
        >
          <option value="system">{t('languageSystem')}</option>
          {languageSchema.options.map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('theme')}</span>
        <select
          value={theme}
          data-testid="theme"
          onChange={({ currentTarget }) =>
            changeAppearance({ theme: currentTarget.value as Appearance['theme'] })
          }
        >
          <option value="system">{t('themeSystem')}</option>
          <option value="light">{t('light')}</option>
          <option value="dark">{t('dark')}</option>
        </select>
      </label>
      <p className="hint">{t('themeHint')}</p>
      <SliderField
        label={t('scale')}
        text={inPercent(scalePercent)}
        title={t('scaleHint')}
        {...scalePercentRange}
        value={scalePercent}
        testId="scale"
        onChange={(value) => changeAppearance({ scalePercent: value })}
      />
    </SettingsSection>
  );
}
