import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveModel } from '../../engine/models.ts';
import { useApp } from '../../stores/app.ts';
import { InstalledRow } from './InstalledRow.tsx';

/** The installed models in the user's order, which is changed by dragging a row's handle or by the arrow keys on it. */
export function InstalledList() {
  const models = useApp((state) => state.models);
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');
  const { t } = useTranslation('models');
  const move = (id: string, to: number) => {
    moveModel(id, to);
    const after = useApp.getState().models;
    const place = after.findIndex((model) => model.id === id);
    setSaid(t('place', { name: after[place]?.name, place: place + 1, count: after.length }));
  };
  return (
    <section aria-label={t('installed')}>
      <h3>{t('installed')}</h3>
      <p className="hint">{t('orderHint')}</p>
      <ul className="model-rows" ref={list} tabIndex={-1} aria-label={t('installed')}>
        {models.map((model, place) => (
          <InstalledRow
            key={model.id}
            model={model}
            place={place}
            onMove={(to) => move(model.id, to)}
            placeAt={(y) => placeAt(list.current, y)}
          />
        ))}
      </ul>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </section>
  );
}

/** The place in the list of the row at this height of the window; the first or the last beyond its ends. */
function placeAt(list: HTMLElement | null, y: number): number {
  const rows = [...(list?.children ?? [])];
  const below = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
  return below < 0 ? rows.length - 1 : below;
}
