import { useRef, useState } from 'react';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelSummary } from '../../../main/contract/models.ts';
import { inMb } from '../../display/quantities.ts';
import { chooseModel } from '../../engine/models.ts';
import { useApp } from '../../stores/app.ts';
import { useSegmentation } from '../../stores/segmentation.ts';
import { ModelName } from './ModelName.tsx';
import { OrderHandle } from './OrderHandle.tsx';
import { RemoveQuestion } from './RemoveQuestion.tsx';

interface InstalledRowProps {
  readonly model: ModelSummary;
  readonly place: number;
  readonly onMove: (to: number) => void;
  /** The place in the list at a height of the window. */
  readonly placeAt: (y: number) => number;
}

/** One installed model: its place, whether it is used, its card, licence and size, and Remove. */
export function InstalledRow({ model, place, onMove, placeAt }: InstalledRowProps) {
  const { id, name, licence, bytes, origin } = model;
  const isUsed = useApp(({ modelId, serverName }) => modelId === id && serverName === null);
  const running = useSegmentation(({ run }) => run !== null);
  const [asking, setAsking] = useState(false);
  const { t } = useTranslation('models');
  const removeButton = useRef<HTMLButtonElement>(null);
  const settle = (removed: boolean) => {
    setAsking(false);
    // The question's buttons go, and with them the focus.
    if (removed) removeButton.current?.closest('ul')?.focus();
    else removeButton.current?.focus();
  };
  const facts = [inMb(bytes), licence, origin === 'bundled' ? t('bundled') : ''];
  return (
    <li className="model-row" data-testid="installed-model" data-model={id}>
      <OrderHandle name={name} place={place} onMove={onMove} placeAt={placeAt} />
      <input
        type="radio"
        name="model"
        checked={isUsed}
        disabled={running}
        aria-label={t('use', { name })}
        title={t('use', { name })}
        onChange={() => chooseModel(id)}
      />
      <ModelName choice={{ modelId: id, of: 'installed' }} name={name} facts={facts} />
      {place === 0 && <span className="model-tag">{t('isDefault')}</span>}
      {origin === 'imported' && (
        <button
          ref={removeButton}
          type="button"
          className="icon-button"
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={() => setAsking(true)}
        >
          <Trash2 size={14} />
        </button>
      )}
      {asking && <RemoveQuestion model={model} onAnswer={settle} />}
    </li>
  );
}
