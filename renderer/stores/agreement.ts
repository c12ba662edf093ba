import { create } from 'zustand';
import type { Agreement } from '../../main/contract/agreement.ts';

interface AgreementState {
  /** The two groups of a scan that are beside each other; null while none are. */
  readonly compared: { readonly scanId: string; readonly groupIds: readonly [string, string] } | null;
  /** Of these two; null until the engine has measured it. */
  readonly agreement: Agreement | null;
}

export const useAgreement = create<AgreementState>()(() => ({ compared: null, agreement: null }));
