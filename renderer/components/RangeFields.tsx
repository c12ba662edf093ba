import { useTranslation } from 'react-i18next';

interface RangeFieldsProps {
  readonly rangeHu: readonly [number, number];
  readonly onChange: (rangeHu: readonly [number, number]) => void;
}

/** Two HU that bound a range; the lower one first whichever way they are typed. */
export function RangeFields({ rangeHu: [low, high], onChange }: RangeFieldsProps) {
  const change = (next: readonly [number, number]) => {
    if (next.every(Number.isFinite)) onChange([Math.min(...next), Math.max(...next)]);
  };
  const { t } = useTranslation('tools');
  return (
    <div className="field">
      <span>{t('range')}</span>
      <input
        type="number"
        aria-label={t('fromHu')}
        value={low}
        onChange={({ currentTarget }) => change([currentTarget.valueAsNumber, high])}
      />
      <input
        type="number"
        aria-label={t('toHu')}
        value={high}
        onChange={({ currentTarget }) => change([low, currentTarget.valueAsNumber])}
      />
    </div>
  );
}
