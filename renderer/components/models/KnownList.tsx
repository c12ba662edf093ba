import { useTranslation } from 'react-i18next';
import { useModels } from '../../stores/models.ts';
import { KnownRow } from './KnownRow.tsx';
import { useOnline } from './useOnline.ts';

/** The models of the catalogue. Without a network they stay listed, and that is said once. */
export function KnownList() {
  const known = useModels((state) => state.known);
  const isOnline = useOnline();
  const { t } = useTranslation('models');
  return (
    <section aria-label={t('known')}>
      <h3>{t('known')}</h3>
      {!isOnline && (
        <p className="warning" role="status">
          {t('offline')}
        </p>
      )}
      {known.length === 0 && <p className="hint">{t('none')}</p>}
      <ul className="model-rows">
        {known.map((model) => (
          <KnownRow key={model.id} model={model} />
        ))}
      </ul>
    </section>
  );
}
