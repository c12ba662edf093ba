import { Columns2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toggleComparing } from '../../stores/comparison.ts';
import { useLayout } from '../../stores/layout.ts';
import { useScan } from '../../stores/scan.ts';

/** Two scans beside each other, as one of the layouts; there must be two. */
export function CompareToggle() {
  const { t } = useTranslation('compare');
  const comparing = useLayout(({ compared }) => compared !== null);
  const possible = useScan(({ scans }) => scans.length > 1);
  return (
    <button
      type="button"
      className="icon-button choice-button"
      aria-pressed={comparing}
      aria-label={t('layout')}
      title={t(possible ? 'layoutHint' : 'needsTwo')}
      data-testid="layout-compare"
      disabled={!possible}
      onClick={toggleComparing}
    >
      <Columns2 size={16} />
    </button>
  );
}
