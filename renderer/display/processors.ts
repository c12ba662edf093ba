import type { ProviderName, ProviderStatus } from '../../main/contract/provider.ts';

export const processorNames: Readonly<Record<ProviderName, string>> = {
  tensorrt: 'TensorRT',
  cuda: 'CUDA',
  directml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

export const stateNames: Readonly<Record<ProviderStatus['state'], string>> = {
  ready: 'ready',
  failed: 'failed its test',
  absent: 'not on this computer',
  untested: 'not tested yet',
};
