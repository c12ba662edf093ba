import { Columns2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { startComparing } from '../../stores/comparison.ts';
import { useLayout } from '../../stores/layout.ts';
import { IconButton } from '../IconButton.tsx';

/** Puts an open scan beside the one on show. */
export function CompareWith({ scanId, name }: { scanId: string; name: string }) {
  const { t } = useTranslation('compare');
  const isBeside = useLayout(({ compared }) => compared?.scanId === scanId);
  const label = t('compareWith', { name });
  return (
    <IconButton label={label} pressed={isBeside} onClick={() => startComparing(scanId)}>
      <Columns2 size={14} />
    </IconButton>
  );
}
