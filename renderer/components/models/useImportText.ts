import { useTranslation } from 'react-i18next';
import type { ImportStep, ModelTask } from '../../../main/contract/models.ts';
import { inMb } from '../../display/quantities.ts';
import { useApp } from '../../stores/app.ts';

const stepKeys = {
  wait: 'wait',
  download: 'download',
  verify: 'verify',
  read: 'read',
  build: 'build',
  check: 'check',
  install: 'installing',
} as const satisfies Readonly<Record<ImportStep, string>>;

/** What an import does, or what became of it, in words. */
export function useImportText(task: ModelTask): string {
  const { state, step, receivedBytes, totalBytes, outcome, message, name } = task;
  const installedName = useApp(({ models }) => models.find(({ id }) => id === outcome?.modelId)?.name);
  const { t } = useTranslation('models');
  switch (state) {
    case 'running': {
      if (step !== 'download' || receivedBytes === 0) return t(stepKeys[step]);
      const received = inMb(receivedBytes);
      const sizes =
        totalBytes === null
          ? t('received', { received })
          : t('receivedOf', { received, total: inMb(totalBytes) });
      return `${t('download')}: ${sizes}`;
    }
    case 'asking':
      return t('asking');
    case 'cancelling':
      return t('cancelling');
    case 'cancelled':
      return t(receivedBytes > 0 && step === 'download' ? 'cancelledPart' : 'cancelled');
    case 'failed':
      return message;
    case 'done': {
      const done = t(outcome?.replaced ? 'doneReplaced' : 'done', { name: installedName ?? name });
      return outcome?.verified ? `${done} ${t('verified')}` : done;
    }
  }
}
