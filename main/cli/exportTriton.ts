import { resolve } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { findModel } from '../models/index.ts';
import { exportTriton } from '../triton/exportRepository.ts';
import { places } from './places.ts';

interface Options {
  readonly out: string;
  readonly backend: 'onnxruntime' | 'python';
  readonly instances: number;
  readonly threads: number;
  readonly tensorrt?: 'fp32' | 'fp16';
  readonly referenceName: string;
}

/** `volscope models export-triton ID --out REPOSITORY` */
export async function exportTritonCommand(id: string, options: Options): Promise<void> {
  const { out, backend, instances, threads, tensorrt, referenceName } = options;
  if (instances < 1) throw new VolscopeError('usage', '--instances must be 1 or more.');
  if (!/^[\w.-]+$/.test(referenceName) || referenceName.startsWith('.'))
    throw new VolscopeError(
      'usage',
      '--reference-name must be letters, digits, dots, dashes and underscores.',
    );
  if (tensorrt && backend === 'python')
    throw new VolscopeError('usage', '--tensorrt goes with --backend onnxruntime alone.');
  const repository = resolve(out);
  const model = await findModel(places.folders(), id);
  const names = await exportTriton(model, {
    ...{ repository, backend, instances, threads, referenceName },
    ...(tensorrt && { tensorrt: tensorrt === 'fp16' ? 'FP16' : 'FP32' }),
  });
  process.stdout.write(`Exported ${names.join(', ')} to ${repository}\n`);
}
