import { GitCompareArrows } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { compareGroups } from '../engine/agreement.ts';
import { useSegmentation } from '../stores/segmentation.ts';

/** The way to the agreement of two groups; there once a scan has two. Begins with the last two. */
export function CompareButton({ scanId }: { scanId: string }) {
  const last = useSegmentation(({ groups }) => groups.at(-1)?.groupId);
  const before = useSegmentation(({ groups }) => groups.at(-2)?.groupId);
  const { t } = useTranslation('agreement');
  if (last === undefined || before === undefined) return null;
  return (
    <button
      type="button"
      className="button"
      data-testid="compare"
      onClick={() => compareGroups(scanId, [before, last])}
    >
      <GitCompareArrows size={14} /> {t('open')}
    </button>
  );
}
