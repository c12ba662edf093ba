import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { providerNames, type ProviderName } from '../contract/provider.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';

/** Why a provider can't even be tried on this system; undefined where it can. */
export function absence(provider: ProviderName): Sentence | undefined {
  const { platform } = process;
  switch (provider) {
    case 'cpu':
    case 'webgpu':
      return undefined;
    case 'directml':
      return platform === 'win32' ? undefined : sentence`only on Windows`;
    case 'coreml':
      return platform === 'darwin' ? undefined : sentence`only on macOS`;
    case 'cuda':
    case 'tensorrt':
      if (platform === 'darwin') return sentence`not on macOS`;
      return hasProviderLibrary(provider) ? undefined : sentence`its part of onnxruntime is not installed`;
  }
}

/** The providers that can be tried on this system, best first. */
export function candidates(): ProviderName[] {
  return providerNames.filter((name) => absence(name) === undefined);
}

function hasProviderLibrary(provider: 'cuda' | 'tensorrt'): boolean {
  const require = createRequire(import.meta.url);
  const root = join(dirname(require.resolve('onnxruntime-node')), '..');
  const file =
    process.platform === 'win32'
      ? `onnxruntime_providers_${provider}.dll`
      : `libonnxruntime_providers_${provider}.so`;
  return existsSync(join(root, 'bin', 'napi-v6', process.platform, process.arch, file));
}
