import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { KnownModel } from '../../../main/contract/models.ts';
import { decimal, inMb } from '../../display/quantities.ts';
import { installModel } from '../../engine/modelPanel.ts';
import { isUnderWay, useModels } from '../../stores/models.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { ModelName } from './ModelName.tsx';

/** One model of the catalogue: its figures, licence and size, and Install, or how far that is. */
export function KnownRow({ model }: { model: KnownModel }) {
  const { id, name, figures, licence, host, bytes, installed } = model;
  const task = useModels(({ tasks }) => tasks.find(({ catalogueId }) => catalogueId === id));
  const isRunning = task !== undefined && isUnderWay(task);
  const { t } = useTranslation('models');
  const facts = [
    ...figures.map((figure) => t('figure', { ...figure, value: decimal(figure.value, 3, 0) })),
    licence,
    bytes === null ? '' : inMb(bytes),
    t('from', { host }),
  ];
  return (
    <li className="model-row" data-testid="known-model" data-model={id}>
      <ModelName choice={{ modelId: id, of: 'known' }} name={name} facts={facts} />
      {installed && !isRunning && <span className="model-tag">{t('isInstalled')}</span>}
      {!installed && !isRunning && <InstallButton model={model} />}
      {task && <ImportProgress task={task} />}
    </li>
  );
}

function InstallButton({ model: { id, name, partBytes } }: { model: KnownModel }) {
  const { t } = useTranslation('models');
  const goesOn = partBytes > 0;
  return (
    <button
      type="button"
      className="button"
      aria-label={t(goesOn ? 'goOnName' : 'installName', { name })}
      title={goesOn ? t('partly', { size: inMb(partBytes) }) : undefined}
      onClick={() => installModel(id)}
    >
      <Download size={14} /> {t(goesOn ? 'goOn' : 'install')}
    </button>
  );
}
