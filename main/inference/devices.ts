import { cpus } from 'node:os';
import type { ProviderName } from '../contract/provider.ts';

/** How a processor is shown: "CPU (AMD EPYC, 2 threads)", "WebGPU". */
export function deviceName(provider: ProviderName, threads: number): string {
  if (provider !== 'cpu') return providerLabels[provider];
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

export const providerLabels: Readonly<Record<ProviderName, string>> = {
  tensorrt: 'TensorRT',
  cuda: 'CUDA',
  directml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

/**
 * Threads for the network: every core of a small machine (the process has a low priority there), one less on a larger
 * one, so that a core is left for the window.
 */
export function defaultThreads(cores = cpus().length): number {
  return cores <= 2 ? Math.max(1, cores) : cores - 1;
}
