import type { ProviderName } from '../../main/contract/provider.ts';
import { providerLabels } from '../../main/contract/provider.ts';
import { ownReference } from '../lib/paths.ts';
import { segmentInProcess } from '../lib/segmentInProcess.ts';
import { CommandError } from '../lib/watch.ts';
import { runReference } from '../pipeline/reference.ts';
import { libraryPaths } from './device.ts';

/** The stages that both sides have. */
export interface CommonSeconds {
  readonly load: number;
  /** Transforms before the network, and the network. */
  readonly graph: number;
  readonly post: number;
  readonly restore: number;
  readonly save: number;
}

/** One way to run the pipeline on this machine. */
export interface Variant {
  readonly name: string;
  readonly maskMl: number;
  /** The first scan of a process, its session's creation included on our side. */
  readonly firstTotal: number;
  /** Every later one. */
  readonly next: readonly CommonSeconds[];
}

export const totalOf = ({ load, graph, post, restore, save }: CommonSeconds) =>
  load + graph + post + restore + save;

/** Our pipeline on a provider; a sentence where it can't run there. */
export async function measureOurs(
  provider: ProviderName,
  scan: string,
  runs: number,
  libraries: readonly string[],
): Promise<Variant | string> {
  return orReason(async () => {
    const { results } = await segmentInProcess({ scan, runs, provider, env: libraryPaths(libraries) });
    const [first, ...next] = results;
    return {
      name: `Volscope, ${providerLabels[provider]}`,
      maskMl: first.maskMl,
      firstTotal: first.seconds.session + totalOf(first.seconds),
      next: next.map(({ seconds }) => seconds),
    };
  });
}

export interface TorchDevices {
  readonly device: 'cuda' | 'cpu';
  readonly transforms: 'cuda' | 'cpu';
}

/** The reference on PyTorch; a sentence where it can't run. */
export async function measureTorch(
  python: string,
  { device, transforms }: TorchDevices,
  scan: string,
  runs: number,
): Promise<Variant | string> {
  return orReason(async () => {
    const options = ['--device', device, '--transforms', transforms];
    const reference = { python, script: ownReference, options };
    const { nativeMaskMl, runs: all = [] } = await runReference(reference, scan, runs);
    const [first, ...next] = all;
    const label = { cuda: 'GPU', cpu: 'CPU' };
    return {
      name: `MONAI, network on ${label[device]}, transforms on ${label[transforms]}`,
      maskMl: nativeMaskMl,
      firstTotal: first.total,
      next: next.map(({ load, pre, network, post, contour, restore, save }) => ({
        ...{ load, graph: pre + network, post: post + contour, restore, save },
      })),
    };
  });
}

/** A provider that fails or crashes is an answer too. */
async function orReason(work: () => Promise<Variant>): Promise<Variant | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CommandError) return error.reason.replace(/\s+/g, ' ').replace(/\.$/, '');
    throw error;
  }
}
