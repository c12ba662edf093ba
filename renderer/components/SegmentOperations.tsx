import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimal } from '../display/quantities.ts';
import type { EditOperation } from '../../main/contract/edit.ts';
import { editSegment } from '../engine/edits.ts';
import type { languages } from '../messages/languages.ts';
import { useEdits } from '../stores/edits.ts';
import { useScan } from '../stores/scan.ts';
import { useViews } from '../stores/views.ts';

type OperationId = keyof (typeof languages)['en']['operations'];

interface Operation {
  readonly id: OperationId;
  /** The number that it takes, if any. */
  readonly amount?: { readonly unit: 'mm' | 'mL'; readonly initial: number; readonly max: number };
  readonly toEdit: (amount: number, sliceAxis: number) => EditOperation;
}

const operations: readonly Operation[] = [
  { id: 'fillHoles', toEdit: () => ({ kind: 'fillHoles', axis: null }) },
  {
    id: 'fillHolesInSlices',
    toEdit: (_amount, axis) => ({ kind: 'fillHoles', axis }),
  },
  { id: 'keepLargest', toEdit: () => ({ kind: 'keepLargest' }) },
  {
    id: 'removeIslands',
    amount: { unit: 'mL', initial: 1, max: 10000 },
    toEdit: (minMl) => ({ kind: 'removeIslands', minMl }),
  },
  {
    id: 'grow',
    amount: { unit: 'mm', initial: 2, max: 50 },
    toEdit: (mm) => ({ kind: 'grow', mm }),
  },
  {
    id: 'shrink',
    amount: { unit: 'mm', initial: 2, max: 50 },
    toEdit: (mm) => ({ kind: 'shrink', mm }),
  },
  {
    id: 'smooth',
    amount: { unit: 'mm', initial: 2, max: 20 },
    toEdit: (mm) => ({ kind: 'smooth', mm }),
  },
  {
    id: 'interpolate',
    toEdit: (_amount, axis) => ({ kind: 'interpolate', axis }),
  },
];

/** What can be done to the active segment as a whole. */
export function SegmentOperations({ value, locked }: { value: number; locked: boolean }) {
  const [chosen, setChosen] = useState(operations[0]!);
  const [amounts, setAmounts] = useState<Readonly<Record<string, number>>>({});
  const { t } = useTranslation(['segments', 'operations']);
  const busy = useEdits((state) => state.busy);
  const planes = useScan(({ scan }) => scan?.planes);
  const activePane = useViews((state) => state.activePane);
  const amount = amounts[chosen.id] ?? chosen.amount?.initial ?? 0;
  const label = t(`operations:${chosen.id}`);
  const usable = amount > 0 || !chosen.amount;
  const apply = () => {
    const sliceAxis = planes?.[activePane === '3d' ? 'axial' : activePane].sliceAxis ?? 2;
    const name = chosen.amount ? `${label} ${decimal(amount, 2, 0)} ${chosen.amount.unit}` : label;
    void editSegment(name, value, chosen.toEdit(amount, sliceAxis));
  };
  return (
    <div className="operations">
      <select
        value={chosen.id}
        aria-label={t('wholeEdit')}
        data-testid="operation"
        onChange={({ currentTarget }) =>
          setChosen(operations.find(({ id }) => id === currentTarget.value) ?? chosen)
        }
      >
        {operations.map(({ id }) => (
          <option key={id} value={id}>
            {t(`operations:${id}`)}
          </option>
        ))}
      </select>
      {chosen.amount && (
        <label className="amount">
          <input
            type="number"
            min={0.1}
            max={chosen.amount.max}
            step="any"
            value={Number.isNaN(amount) ? '' : amount}
            aria-label={t('amountIn', { operation: label, unit: chosen.amount.unit })}
            data-testid="operation-amount"
            onChange={({ currentTarget }) =>
              setAmounts({ ...amounts, [chosen.id]: currentTarget.valueAsNumber })
            }
          />
          <span>{chosen.amount.unit}</span>
        </label>
      )}
      <button
        type="button"
        className="button"
        disabled={busy || locked || !usable}
        data-testid="operation-apply"
        onClick={apply}
      >
        {t(busy ? 'working' : 'apply')}
      </button>
    </div>
  );
}
