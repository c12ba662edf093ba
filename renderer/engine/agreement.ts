import i18next from 'i18next';
import type { EngineEvent } from '../../main/contract/engine.ts';
import { agreementRows } from '../display/agreementText.ts';
import { toTabSeparated } from '../display/statisticsText.ts';
import { showInfo } from '../stores/app.ts';
import { useAgreement } from '../stores/agreement.ts';
import { send } from './connection.ts';
import { shell } from './shell.ts';

/** Puts two groups of a scan beside each other, as they are now. */
export function compareGroups(scanId: string, groupIds: readonly [string, string]): void {
  useAgreement.setState({ compared: { scanId, groupIds }, agreement: null });
  send({ kind: 'compare', scanId, groupIds: [...groupIds] });
}

export function endComparison(): void {
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

/** Puts the table on the clipboard, for a spreadsheet. */
export async function copyAgreement(): Promise<void> {
  const { agreement } = useAgreement.getState();
  if (!agreement) return;
  await shell.copyText(toTabSeparated(agreementRows(agreement)));
  showInfo(i18next.t('agreement:copied'));
}
