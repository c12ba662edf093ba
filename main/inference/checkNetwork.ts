import { VolscopeError } from '../contract/errors.ts';

/**
 * Runs a network once, on the CPU and a small made-up window, and looks at what comes out.
 * @param networkOnnx float32 [1, 1, k, j, i] in, [1, channels, k, j, i] out
 * @param shapeKji of the window
 * @throws VolscopeError('model') if it can't be run, or gives another shape or anything but finite numbers.
 */
export async function checkNetwork(
  networkOnnx: Uint8Array,
  shapeKji: readonly number[],
  channels: number,
): Promise<void> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const voxels = shapeKji.reduce((product, n) => product * n, 1);
  const values = Float32Array.from({ length: voxels }, (_, n) => Math.sin(n / 7) + n / voxels);
  let output: { readonly data: unknown; readonly dims: readonly number[] };
  try {
    const session = await InferenceSession.create(networkOnnx, { logSeverityLevel: 3, intraOpNumThreads: 2 });
    const results = await session.run({
      [session.inputNames[0]]: new Tensor('float32', values, [1, 1, ...shapeKji]),
    });
    output = results[session.outputNames[0]];
    await session.release();
  } catch (cause) {
    throw new VolscopeError('model', 'The network was built but can not be run; it is not supported.', {
      cause,
    });
  }
  if (output.dims.join() !== [1, channels, ...shapeKji].join())
    throw new VolscopeError(
      'model',
      `The network makes ${output.dims.join(' x ')} of a window of ${shapeKji.join(' x ')}; ${channels} values a voxel were expected.`,
    );
  if (!(output.data instanceof Float32Array) || !output.data.every(Number.isFinite))
    throw new VolscopeError(
      'model',
      'The network gives values that are not finite; its weights are damaged.',
    );
}
