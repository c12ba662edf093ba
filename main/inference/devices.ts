import { cpus } from 'node:os';
import { providerLabels, type ProviderName } from '../contract/provider.ts';
import { knownGraphicsDevices, type GraphicsDevice } from './graphicsDevices.ts';

/** How a processor is shown: "CPU (AMD EPYC, 2 threads)", "CUDA (NVIDIA H100, driver 550.54)". */
export function deviceName(
  provider: ProviderName,
  threads: number,
  graphics: readonly GraphicsDevice[] = knownGraphicsDevices(),
): string {
  if (provider !== 'cpu') return graphicsName(provider, graphics);
  const [first] = cpus();
  const model = first?.model
    .replace(/\(R\)|\(TM\)|CPU|Processor|@.*$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `CPU (${model ? `${model}, ` : ''}${threads} ${threads === 1 ? 'thread' : 'threads'})`;
}

/** How a server is shown. */
export function serverDeviceName(url: string): string {
  return `Triton (${url})`;
}

function graphicsName(provider: ProviderName, graphics: readonly GraphicsDevice[]): string {
  const label = providerLabels[provider];
  const takesNvidiaOnly = provider === 'cuda' || provider === 'tensorrt';
  const device = graphics.find(({ name }) => !takesNvidiaOnly || /nvidia/i.test(name));
  if (!device) return label;
  return `${label} (${device.name}${device.driver && `, driver ${device.driver}`})`;
}

/**
 * Threads for the network: every core of a small machine (the process has a low priority there), one less on a larger
 * one, so that a core is left for the window.
 */
export function defaultThreads(cores = cpus().length): number {
  return cores <= 2 ? Math.max(1, cores) : cores - 1;
}
