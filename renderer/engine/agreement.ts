import i18next from 'i18next';
import type { EngineEvent } from '../../main/contract/engine.ts';
import { agreementRows } from '../display/agreementText.ts';
import { toTabSeparated } from '../display/statisticsText.ts';
import { useAgreement } from '../stores/agreement.ts';
import { showToast } from '../stores/toasts.ts';
import { send } from './connection.ts';
import { shell } from './shell.ts';

/** Puts two groups of a scan beside each other, as they are now. */
export function compareGroups(scanId: string, groupIds: readonly [string, string]): void {
  useAgreement.setState({ compared: { scanId, groupIds }, agreement: null });
  send({ kind: 'compare', scanId, groupIds: [...groupIds] });
}

export function closeAgreement(): void {
  useAgreement.setState({ compared: null, agreement: null });
}

/** Takes an agreement that is still asked for. */
export function takeAgreement({
  scanId,
  groupIds,
  agreement,
}: Extract<EngineEvent, { kind: 'agreement' }>): void {
  const { compared } = useAgreement.getState();
  if (compared?.scanId === scanId && compared.groupIds.join() === groupIds.join())
    useAgreement.setState({ agreement });
}

/** Shows where the two groups differ, as a group of its own, and leaves the dialog for it. */
export function showDifferences(): void {
  const { compared, agreement } = useAgreement.getState();
  if (!compared || !agreement) return;
  const { a, b, segments } = agreement;
  const { scanId, groupIds } = compared;
  closeAgreement();
  if (segments.every(({ dice }) => dice === null || dice === 1))
    return showToast({ message: i18next.t('agreement:alike'), scanId });
  const names = {
    group: i18next.t('agreement:difference', { a, b }).slice(0, 255),
    onlyA: i18next.t('agreement:onlyA'),
    onlyB: i18next.t('agreement:onlyB'),
    another: i18next.t('agreement:another'),
  };
  send({ kind: 'showDifferences', scanId, groupIds: [...groupIds], names });
}

/** Puts the table on the clipboard, for a spreadsheet. */
export async function copyAgreement(): Promise<void> {
  const { agreement } = useAgreement.getState();
  if (!agreement) return;
  await shell.copyText(toTabSeparated(agreementRows(agreement)));
  showToast({ message: i18next.t('agreement:copied') });
}
