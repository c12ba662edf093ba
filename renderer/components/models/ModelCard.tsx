import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { parseCard } from '../../display/cardText.ts';
import { useModels } from '../../stores/models.ts';
import { CardBlockView } from './CardBlockView.tsx';

/** The card of the model that was pressed: text that came with it, never markup. */
export function ModelCard() {
  const looked = useModels((state) => state.looked);
  const card = useModels((state) => state.card);
  const isThere = looked && card?.modelId === looked.modelId && card.of === looked.of;
  const text = isThere ? card.text : '';
  const blocks = useMemo(() => parseCard(text), [text]);
  const { t } = useTranslation('models');
  return (
    <article className="model-card" data-testid="model-card" tabIndex={0}>
      {!looked && <p className="hint">{t('noCard')}</p>}
      {blocks.map((block, n) => (
        <CardBlockView key={n} block={block} />
      ))}
    </article>
  );
}
