import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { NetworkCheck } from '../contract/importer.ts';
import type { TensorMessage } from '../contract/inference.ts';
import type { InferenceRunner, Tensors } from './runner.ts';

/**
 * Runs a network once, on the CPU and a small made-up window, and looks at what comes out.
 * @param modelPath float32 [1, 1, k, j, i] in, [1, channels, k, j, i] out
 * @throws VolscopeError('model') if it can't be run, or gives another shape or anything but finite numbers.
 */
export async function checkNetwork(
  runner: InferenceRunner,
  modelPath: string,
  { inputName, shapeKji, channels }: NetworkCheck,
): Promise<void> {
  const voxels = shapeKji.reduce((product, n) => product * n, 1);
  const data = Float32Array.from({ length: voxels }, (_, n) => Math.sin(n / 7) + n / voxels);
  const window: TensorMessage = { type: 'float32', data, dims: [1, 1, ...shapeKji] };
  let outputs: Tensors;
  try {
    ({ outputs } = await runner.run({ modelPath, provider: 'cpu', threads: 2 }, { [inputName]: window }));
  } catch (cause) {
    throw new VolscopeError(
      'model',
      sentence`The network was built but can not be run; it is not supported.`,
      {
        cause,
      },
    );
  }
  const [output] = Object.values(outputs);
  if (output.dims.join() !== [1, channels, ...shapeKji].join())
    throw new VolscopeError(
      'model',
      sentence`The network makes ${output.dims.join(' x ')} of a window of ${shapeKji.join(' x ')}; ${channels} values a voxel were expected.`,
    );
  if (!output.data.every(Number.isFinite))
    throw new VolscopeError(
      'model',
      sentence`The network gives values that are not finite; its weights are damaged.`,
    );
}
