import { spawn } from 'node:child_process';
import type { Sentence } from '../../contract/sentence.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inCOrder, segmenter, smallScan } from '../../pipeline/testing.ts';
import type { Segmentation } from '../../pipeline/segment.ts';
import { segmentOnServer } from '../../pipeline/segmentOnServer.ts';
import { exportForTests, modelOfShape } from '../../triton/testing.ts';
import { rasView } from '../../volume/orientation.ts';
import { boxShape, readRasBox } from '../../volume/reorient.ts';
import { readNifti } from '../../volume/readNifti.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import type { Volume } from '../../volume/volume.ts';
import { connect } from './connect.ts';
import { expectNoRegions } from './expectNoRegions.ts';
import { startTriton, type TritonServer } from './testing.ts';
import { ofHospital, startHttpsProxy } from './tlsProxy.ts';
import { TritonRunner } from './tritonRunner.ts';

const cli = fileURLToPath(new URL('../../../dist/main/cli.mjs', import.meta.url));
const folder = temporaryFolder();
const local = segmenter();
let server: TritonServer;
let volume: Volume;
let expected: Segmentation;

beforeAll(async () => {
  const repository = await folder.path('repository');
  const models = await exportForTests(await modelOfShape(), repository, { threads: 2 });
  volume = await readNifti(smallScan.path);
  expected = await local.segment(volume);
  server = await startTriton({ repository, models });
});
afterAll(async () => {
  await expectNoRegions(server).finally(() => server.kill());
});

const same = (found: Uint8Array, wanted: Uint8Array) => Buffer.from(found).equals(wanted);

/** Masks and contours, on the scan's grid and on the network's, bit for bit. */
function expectSame(found: Segmentation, wanted = expected): void {
  for (const grid of ['scan', 'network'] as const)
    for (const label of ['mask', 'contour'] as const) {
      expect(found[grid][label].box).toEqual(wanted[grid][label].box);
      expect(same(found[grid][label].voxels, wanted[grid][label].voxels), `${grid} ${label}`).toBe(true);
    }
  expect(wanted.network.maskVoxels).toBeGreaterThan(1000);
}

test.each([
  ['http', 'auto', 'http, shared memory'],
  ['http', 'off', 'http'],
  ['grpc', 'auto', 'grpc, shared memory'],
  ['grpc', 'off', 'grpc'],
] as const)('over %s, shared memory %s: the mask that this CPU gives', async (scheme, sharedMemory, used) => {
  const said: string[] = [];
  const onSend = (sentence: Sentence) => said.push(String(sentence));
  const runner = new TritonRunner({ url: server[scheme] }, { sharedMemory, onSend });
  expectSame(await segmentOnServer(volume, await modelOfShape(), { runner }));
  expect(runner.transport).toBe(used);
  expect(said).toEqual([
    `Sending the cropped voxels (226 x 195 x 60, 5.7 MB) to ${server[scheme]}, on this machine; no header and no name goes with them.`,
  ]);
  await runner.close();
});

test('a scan with fractions goes to the variant for float32', async () => {
  const voxelsHu = Float32Array.from(volume.voxelsHu, (hu) => hu + 0.25);
  const fractional = { ...volume, voxelsHu };
  const runner = new TritonRunner({ url: server.http });
  expectSame(
    await segmentOnServer(fractional, await modelOfShape(), { runner }),
    await local.segment(fractional),
  );
  await runner.close();
});

test("clients of MONAI's tutorial get its MASK and CONTOUR for INPUT0", async () => {
  // As that client sends it: float32, C order (k fastest), in front a batch of one. The tutorial knows no orientation: RAS.
  const view = rasView(volume.grid.shapeIjk, volume.orientation);
  const whole = { start: [0, 0, 0], end: view.shapeRas } as const;
  const voxels = inCOrderHu(Float32Array.from(readRasBox(volume.voxelsHu, view, whole)), boxShape(whole));
  const { protocol } = connect({ url: server.http });
  const outputs = await protocol.infer({
    model: 'spleen_seg',
    inputs: [{ name: 'INPUT0', datatype: 'FP32', shape: [1, ...view.shapeRas], data: asBytes(voxels) }],
    outputs: [{ name: 'MASK' }, { name: 'CONTOUR' }],
  });
  protocol.close();
  const shape = expected.network.grid.shapeIjk;
  for (const [n, label] of (['mask', 'contour'] as const).entries()) {
    expect(outputs[n]).toMatchObject({ datatype: 'INT64', shape: [1, 1, ...shape] });
    const found = Uint8Array.from(new BigInt64Array(outputs[n].data!.slice().buffer), Number);
    expect(same(found, inCOrder(expected.network[label], shape)), label).toBe(true);
  }
});

test('volscope segment --server writes the files that it writes alone', async () => {
  await expectFilesOf(server.grpc, []);
});

test("so it does by a proxy with a certificate of a hospital's own authority and a token", async () => {
  const token = 'a token of the tests';
  const proxy = await startHttpsProxy(server, token, ofHospital);
  const given = await Promise.all([
    folder.write('authority.pem', ofHospital.authority),
    folder.write('token', Buffer.from(`${token}\n`)),
  ]);
  await expectFilesOf(proxy.url, ['--server-ca', given[0], '--server-token-file', given[1]]);
  proxy.close();
});

/** Runs the command line on a server, with options besides, and compares what it reports and writes with MONAI's mask. */
async function expectFilesOf(url: string, options: readonly string[]): Promise<void> {
  const out = await folder.path('out');
  const args = ['segment', smallScan.path, '--out', out, '--json', '--force', '--server', url, ...options];
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, VOLSCOPE_HOME: await folder.path('home') },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    provider: { name: 'triton', device: `Triton (${url})` },
    network: { maskVoxels: expected.network.maskVoxels },
  });
  expect(stderr).toMatch(/^note: Sending the cropped voxels [^\n]+\n$/);
  const written = gunzipSync(await readFile(join(out, `${smallScan.name}_mask.nii.gz`)));
  const reference = gunzipSync(await readFile(join(smallScan.reference, 'mask.nii.gz')));
  expect(written.subarray(352).equals(reference.subarray(352))).toBe(true);
}

function inCOrderHu(voxels: Float32Array, [ni, nj, nk]: readonly [number, number, number]): Float32Array {
  const turned = new Float32Array(voxels.length);
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++) for (let i = 0; i < ni; i++, n++) turned[(i * nj + j) * nk + k] = voxels[n];
  return turned;
}

function asBytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
