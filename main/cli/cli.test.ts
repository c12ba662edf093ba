import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reportSchema } from '../contract/report.ts';
import { fileServer } from '../models/testing/fileServer.ts';
import { smallScan } from '../pipeline/testing.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const checkpoint = join(root, 'fixtures', 'monai_tutorial_spleen_3dunet.pt');
const bundledNetwork = join(root, 'models', 'spleen-monai-tutorial', 'model.onnx');

const folder = temporaryFolder();

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command as a process of its own, with a fresh application-data folder. */
async function volscope(
  args: readonly string[],
  onStart?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Outcome> {
  const home = await folder.path('home');
  const child = spawn(process.execPath, [join(root, 'dist', 'main', 'cli.mjs'), ...args], {
    env: { ...process.env, VOLSCOPE_HOME: home },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  onStart?.((signal) => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** One line "error: ...", no stack trace. */
const inTls = (name: string) => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));

function expectError(outcome: Outcome, code: number, sentence: string | RegExp): void {
  expect(outcome).toMatchObject({ code, stdout: '' });
  expect(outcome.stderr).toMatch(/^error: [^\n]+\n$/);
  expect(outcome.stderr).toMatch(sentence);
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('segment writes mask, contour and report, and prints the report alone', async () => {
  const out = await folder.path('out');
  const { code, stdout, stderr } = await volscope([
    'segment',
    smallScan.path,
    '--out',
    out,
    '--json',
    '--provider',
    'cpu',
  ]);
  expect([code, stderr]).toEqual([0, '']);
  const report = reportSchema.parse(JSON.parse(stdout));
  const stem = join(out, smallScan.name);
  expect(JSON.parse(readFileSync(`${stem}_report.json`, 'utf8'))).toEqual(report);
  expect(readdirSync(out).sort()).toEqual(
    ['_contour.nii.gz', '_mask.nii.gz', '_report.json'].map((end) => smallScan.name + end),
  );

  const reference = readFileSync(join(smallScan.reference, 'reference.json'), 'utf8');
  const { nativeMaskVoxels } = JSON.parse(reference) as { nativeMaskVoxels: number };
  expect(Math.abs(report.mask.voxels - nativeMaskVoxels)).toBeLessThan(10);
  expect(report).toMatchObject({ orientation: 'LPS', shape: [256, 256, 60], provider: { name: 'cpu' } });

  const source = gunzipSync(readFileSync(smallScan.path));
  for (const kind of ['mask', 'contour']) {
    const written = gunzipSync(readFileSync(`${stem}_${kind}.nii.gz`));
    for (const [from, to] of [
      [39, 56],
      [76, 108],
      [123, 124],
      [252, 328],
    ])
      expect(written.subarray(from, to)).toEqual(source.subarray(from, to));
    expect(written.length).toBe(352 + 256 * 256 * 60);
  }
  const mask = gunzipSync(readFileSync(`${stem}_mask.nii.gz`)).subarray(352);
  expect(mask.reduce((sum, voxel) => sum + voxel, 0)).toBe(report.mask.voxels);
});

test('--grid network writes the 224^3 label maps with their own affine', async () => {
  const out = await folder.path('network');
  const { code } = await volscope([
    'segment',
    smallScan.path,
    '--out',
    out,
    '--grid',
    'network',
    '--provider',
    'cpu',
  ]);
  expect(code).toBe(0);
  const info = await volscope(['info', join(out, `${smallScan.name}_mask.nii.gz`), '--json']);
  expect(JSON.parse(info.stdout)).toMatchObject({
    shape: [224, 224, 224],
    orientation: 'RAS',
    datatype: 'uint8',
  });
});

test('--refine snaps the mask to edges and the report says so', async () => {
  const out = await folder.path('refined');
  const half = await volscope(['segment', smallScan.path, '--out', out, '--json', '--refine', '0.5']);
  const { mask, refinement } = reportSchema.parse(JSON.parse(half.stdout));
  expect(refinement).toMatchObject({ strength: 0.5 });
  expect(mask.voxels).toBeLessThan(refinement?.fromVoxels ?? 0);
  const written = gunzipSync(readFileSync(join(out, `${smallScan.name}_mask.nii.gz`))).subarray(352);
  expect(written.reduce((sum, voxel) => sum + voxel, 0)).toBe(mask.voxels);

  const whole = await volscope(['segment', smallScan.path, '--out', out, '--refine']);
  expect(whole.stdout).toContain('snapped to edges (1)');

  const wrong = [
    ['--refine', '2'],
    ['--refine', 'much'],
    ['--refine', '--grid', 'network'],
  ];
  for (const options of wrong)
    expectError(await volscope(['segment', smallScan.path, '--out', out, ...options]), 2, 'refine');
});

test('info tells size, spacing and orientation', async () => {
  const { code, stdout } = await volscope(['info', smallScan.path, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    shape: [256, 256, 60],
    spacingMm: [1.765625, 1.765625, 3],
    orientation: 'LPS',
    datatype: 'int16',
  });
});

test('providers lists every provider, the CPU ready', async () => {
  const { code, stdout } = await volscope(['providers', '--json']);
  expect(code).toBe(0);
  const rows = JSON.parse(stdout) as { name: string; state: string; reason: string }[];
  expect(rows.map(({ name }) => name)).toEqual(['tensorrt', 'cuda', 'directml', 'coreml', 'webgpu', 'cpu']);
  expect(rows.at(-1)).toMatchObject({ state: 'ready', reason: '' });
  for (const { state, reason } of rows) expect(state === 'ready').toBe(reason === '');
});

test('models: list, import (which reproduces the bundled network), use, remove', async () => {
  const listed = await volscope(['models', 'list', '--json']);
  expect(JSON.parse(listed.stdout)).toMatchObject([{ id: 'spleen-monai-tutorial', origin: 'bundled' }]);

  expect(await volscope(['models', 'import', checkpoint, '--as', 'mine'])).toMatchObject({ code: 0 });
  expectError(await volscope(['models', 'import', checkpoint, '--as', 'mine']), 4, '"mine" already');
  // The bundled model's own id is taken as well.
  expectError(await volscope(['models', 'import', checkpoint]), 4, 'give --replace');
  const replaced = await volscope(['models', 'import', checkpoint, '--as', 'mine', '--replace']);
  expect(replaced).toMatchObject({ code: 0, stdout: expect.stringContaining('Imported mine') });
  expect(sha256(join(await folder.path('home'), 'models', 'mine', 'model.onnx'))).toBe(
    sha256(bundledNetwork),
  );

  const out = await folder.path('mine');
  const segmented = await volscope(['segment', smallScan.path, '--out', out, '--model', 'mine', '--json']);
  expect(JSON.parse(segmented.stdout)).toMatchObject({ model: { id: 'mine' } });

  expect(await volscope(['models', 'remove', 'mine'])).toMatchObject({ code: 0 });
  expectError(
    await volscope(['segment', smallScan.path, '--out', out, '--model', 'mine']),
    4,
    'no model "mine"',
  );
  expectError(await volscope(['models', 'remove', 'spleen-monai-tutorial']), 4, 'came with Volscope');
});

test('what is no certificate is not trusted for a server, and nothing is sent', async () => {
  const args = ['--out', await folder.path('untrusting'), '--server', 'https://gpu.invalid'];
  for (const file of [smallScan.path, inTls('hospital.key')])
    expectError(
      await volscope(['segment', smallScan.path, ...args, '--server-ca', file]),
      2,
      'is none in PEM',
    );
  const expired = await volscope([
    'segment',
    smallScan.path,
    ...args,
    '--server-ca',
    inTls('authorityExpired.crt'),
  ]);
  expectError(expired, 2, 'expired on 2021-01-01');
});

test('models: import from the web, what each takes on the disk, and the catalogue', async () => {
  const server = await fileServer(readFileSync(checkpoint));
  expect(await volscope(['models', 'import', server.url, '--as', 'fetched'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  server.status = 404;
  expectError(await volscope(['models', 'import', server.url]), 4, 'no such file');
  await server.close();
  expectError(await volscope(['models', 'import', 'http://example.org/model.pt']), 4, 'https only');

  const rows = JSON.parse((await volscope(['models', 'list', '--json'])).stdout) as {
    id: string;
    bytes: number;
  }[];
  expect(rows.find(({ id }) => id === 'fetched')?.bytes).toBeGreaterThan(1.9e6);
  const catalogue = await volscope(['models', 'catalogue', '--json']);
  expect(JSON.parse(catalogue.stdout)).toMatchObject([
    {
      id: 'spleen-ct-segmentation',
      licence: 'Apache-2.0',
      figures: [{ name: 'Dice', value: 0.961 }],
      installed: false,
    },
  ]);
  expectError(await volscope(['models', 'install', 'no-such-model']), 4, 'there are: spleen-ct-segmentation');
});

test('wrong usage is code 2', async () => {
  expectError(await volscope(['segment', smallScan.path]), 2, '--out');
  expectError(await volscope(['segment', '--out', 'x']), 2, 'scans');
  expectError(await volscope(['frobnicate']), 2, 'frobnicate');
  expectError(await volscope(['segment', smallScan.path, '--out', 'x', '--provider', 'abacus']), 2, 'abacus');
  expectError(await volscope([]), 2, '--help');
});

test('bad input is code 3 with one sentence, and nothing is written', async () => {
  const out = await folder.path('bad');
  const shape = [20, 20, 20];
  const air = niftiBytes({ shape, values: new Int16Array(8000).fill(-1000) });
  const cases: [string, Uint8Array, RegExp][] = [
    ['notes.nii', Buffer.from('not a scan '.repeat(99)), /not a NIfTI/],
    ['cut.nii', niftiBytes({ shape }).subarray(0, 900), /truncated/],
    ['air.nii.gz', air, /no voxel above -57 HU/],
    ['zero.nii', niftiBytes({ shape: [20, 0, 20] }), /at least one voxel/],
    ['colour.nii', niftiBytes({ shape, datatypeCode: 128 }), /RGB colour/],
    ['nowhere.nii', niftiBytes({ shape, spacingMm: [0, 0, 0] }), /where its voxels lie/],
    ['frames.nii', niftiBytes({ shape: [20, 20, 20, 3] }), /--frame 0 to 2/],
  ];
  for (const [name, bytes, sentence] of cases)
    expectError(await volscope(['segment', await folder.write(name, bytes), '--out', out]), 3, sentence);
  expectError(await volscope(['segment', await folder.path('.'), '--out', out]), 3, 'is a folder');
  expectError(
    await volscope(['segment', await folder.path('absent.nii'), '--out', out]),
    3,
    'does not exist',
  );
  expect(readdirSync(out)).toEqual([]);
});

test('an output that can not be written is code 6', async () => {
  const file = await folder.write('in-the-way', Buffer.from('x'));
  expectError(
    await volscope(['segment', smallScan.path, '--out', file]),
    6,
    'a file of that name is in the way',
  );
  expectError(
    await volscope(['segment', smallScan.path, '--out', join(file, 'deeper')]),
    6,
    "can't be written",
  );
  const out = await folder.path('blocked');
  mkdirSync(join(out, `${smallScan.name}_mask.nii.gz`, 'full'), { recursive: true });
  expectError(await volscope(['segment', smallScan.path, '--out', out]), 6, 'a folder of that name');
  expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a provider that is not there is code 5 and named', async () => {
  const out = await folder.path('cuda');
  expectError(
    await volscope(['segment', smallScan.path, '--out', out, '--provider', 'coreml']),
    5,
    'only on macOS',
  );
});

test('Ctrl+C in mid-run is code 130 and leaves no file', async () => {
  const out = await folder.path('cancelled');
  const outcome = await volscope(['segment', smallScan.path, '--out', out, '--provider', 'cpu'], (kill) => {
    // The output folder is made just before the scan is read: from then on the run is under way.
    const wait = setInterval(() => {
      if (!existsSync(out)) return;
      clearInterval(wait);
      kill('SIGINT');
    }, 10);
  });
  expectError(outcome, 130, 'cancelled');
  expect(readdirSync(out)).toEqual([]);
});

test('one bad scan among several is named, the others are written', async () => {
  const out = await folder.path('several');
  const bad = await folder.write('bad.nii', Buffer.from('x'));
  const { code, stderr, stdout } = await volscope(['segment', bad, smallScan.path, '--out', out]);
  expect(code).toBe(3);
  expect(stderr).toContain('bad.nii');
  expect(stdout).toContain('mL');
  expect(existsSync(join(out, `${smallScan.name}_mask.nii.gz`))).toBe(true);
});
