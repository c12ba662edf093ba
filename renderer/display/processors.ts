import type { ProviderStatus } from '../../main/contract/provider.ts';

export const stateNames: Readonly<Record<ProviderStatus['state'], string>> = {
  ready: 'ready',
  failed: 'failed its test',
  absent: 'not on this computer',
  untested: 'not tested yet',
};
