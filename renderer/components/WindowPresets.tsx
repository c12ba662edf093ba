import { useTranslation } from 'react-i18next';
import { windowPresets } from '../display/windowPresets.ts';
import { useViews } from '../stores/views.ts';

/** The window presets of CT, and the window in use. */
export function WindowPresets() {
  const current = useViews((state) => state.window);
  const { t } = useTranslation('presets');
  return (
    <div className="presets" role="group" aria-label={t('windows')}>
      {windowPresets.map((preset) => (
        <button
          key={preset.key}
          type="button"
          className="button preset"
          aria-pressed={preset.width === current.width && preset.level === current.level}
          title={t('windowHint', { ...preset })}
          onClick={() => useViews.setState({ window: preset })}
        >
          {t(preset.id)}
        </button>
      ))}
      <span className="window-read-out" title={t('windowReadOut')}>
        {t('window', { ...current })}
      </span>
    </div>
  );
}
