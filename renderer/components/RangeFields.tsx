interface RangeFieldsProps {
  readonly rangeHu: readonly [number, number];
  readonly onChange: (rangeHu: readonly [number, number]) => void;
}

/** Two HU that bound a range; the lower one first whichever way they are typed. */
export function RangeFields({ rangeHu: [low, high], onChange }: RangeFieldsProps) {
  const change = (next: readonly [number, number]) => {
    if (next.every(Number.isFinite)) onChange([Math.min(...next), Math.max(...next)]);
  };
  return (
    <div className="field">
      <span>From, to</span>
      <input
        type="number"
        aria-label="From HU"
        value={low}
        onChange={({ currentTarget }) => change([currentTarget.valueAsNumber, high])}
      />
      <input
        type="number"
        aria-label="To HU"
        value={high}
        onChange={({ currentTarget }) => change([low, currentTarget.valueAsNumber])}
      />
    </div>
  );
}
