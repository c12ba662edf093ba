import { z } from 'zod';

/** onnxruntime's execution providers, best first: the ladder that `auto` climbs down. */
export const providerNames = ['tensorrt', 'cuda', 'directml', 'coreml', 'webgpu', 'cpu'] as const;
export const providerNameSchema = z.enum(providerNames);
export type ProviderName = z.infer<typeof providerNameSchema>;

/** How each is called on screen and in sentences. */
export const providerLabels: Readonly<Record<ProviderName, string>> = {
  tensorrt: 'TensorRT',
  cuda: 'CUDA',
  directml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

export const providerChoiceSchema = z.enum(['auto', ...providerNames]);
export type ProviderChoice = z.infer<typeof providerChoiceSchema>;

/** One row of `volscope providers` and of the processor panel. */
export const providerStatusSchema = z.object({
  name: providerNameSchema,
  /** `ready`: a real run gave the right numbers. `absent`: not made for this system or not installed. */
  state: z.enum(['ready', 'failed', 'absent', 'untested']),
  device: z.string(),
  version: z.string(),
  /** Why it is not ready; empty when it is. */
  reason: z.string(),
});
export type ProviderStatus = z.infer<typeof providerStatusSchema>;
