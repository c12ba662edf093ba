import { useTranslation } from 'react-i18next';
import { useSegmentation } from '../stores/segmentation.ts';
import { useSeveral } from '../stores/several.ts';

/** The way to several results of one scan. */
export function RunSeveral() {
  const running = useSegmentation(({ run }) => run !== null);
  const { t } = useTranslation('several');
  return (
    <button
      type="button"
      className="link"
      data-testid="run-several"
      disabled={running}
      onClick={() => useSeveral.setState({ open: true })}
    >
      {t('open')}
    </button>
  );
}
