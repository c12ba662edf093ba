import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTriton, type TritonServer } from './testing.ts';
import { exportTriton } from '../../triton/exportRepository.ts';
import { findModel } from '../../models/index.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import { smallScan, segmenter } from '../../pipeline/testing.ts';
import { readNifti } from '../../volume/readNifti.ts';
import { segmentVolume } from '../../pipeline/segment.ts';
import { TritonRunner } from './tritonRunner.ts';

const folder = temporaryFolder();
const local = segmenter();
let server: TritonServer;

beforeAll(async () => {
  const repository = await folder.path('repository');
  const model = await findModel({ bundled: 'models', home: repository }, 'spleen-monai-tutorial');
  const models = await exportTriton(model, {
    ...{ repository, backend: 'python', instances: 1, threads: 2, referenceName: 'spleen_seg' },
  });
  server = await startTriton({ repository, models });
});
afterAll(() => server?.kill());

test.each(['http', 'grpc'] as const)('%s', async (transport) => {
  for (const sharedMemory of ['auto', 'off'] as const) {
    const runner = new TritonRunner({ url: server[transport] }, { sharedMemory, onSend: console.log, onRetry: console.log });
    const volume = await readNifti(smallScan.path);
    const model = await findModel({ bundled: 'models', home: 'x' }, 'spleen-monai-tutorial');
    const session = { modelPath: 'spleen-monai-tutorial', provider: 'triton', threads: 0 } as const;
    for (let n = 0; n < 2; n++) {
    const result = await segmentVolume(volume, model.manifest.recipe, { session, runner });
    console.log(transport, sharedMemory, runner.transport, result.seconds);
    const expected = await local.segment(volume);
    expect(Buffer.from(result.scan.mask.voxels).equals(expected.scan.mask.voxels)).toBe(true);
    }
    await runner.close();
  }
});
