import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { childrenOf, installQuickModel, SMALL_SHAPE, smallScans } from '../batch/testing.ts';
import { reportSchema } from '../contract/report.ts';
import { SessionRunner } from '../inference/sessions.ts';
import { pasteBlock } from '../labels/block.ts';
import { findModel } from '../models/index.ts';
import { fusedGraphPath } from '../pipeline/graphCache.ts';
import { segmentVolume } from '../pipeline/segment.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryFolder();

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command with the quick model; `onLine` sees each line of standard output and may signal the process. */
async function volscope(
  args: readonly string[],
  onLine?: (line: number, child: { pid: number; kill: (signal: NodeJS.Signals) => void }) => void,
): Promise<Outcome> {
  const home = await folder.path('home');
  if (!existsSync(home)) installQuickModel(home);
  const options = ['--model', 'quick', '--provider', 'cpu', '--threads', '2'];
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'main', 'cli.mjs'), 'segment', ...args, ...options],
    {
      env: { ...process.env, VOLSCOPE_HOME: home },
    },
  );
  let [stdout, stderr, lines] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    const complete = stdout.split('\n').length - 1;
    while (lines < complete) {
      lines++;
      onLine?.(lines, { pid: child.pid ?? 0, kill: (signal) => child.kill(signal) });
    }
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  // "close" comes when the process that computes is gone too: it holds the same pipes.
  return new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
}

const reportsIn = (out: string) => readdirSync(out).filter((name) => name.endsWith('_report.json'));
const partsIn = (out: string) => readdirSync(out).filter((name) => name.endsWith('.part'));
/** What tells a file from another that was written over it. */
const identity = (path: string) => `${statSync(path).ino} ${statSync(path).mtimeMs}`;

/** All that stands in the folder under its own name is whole. */
function expectWhole(out: string): void {
  const names = readdirSync(out).filter((name) => !name.endsWith('.part'));
  for (const name of names.filter((file) => file.endsWith('.nii.gz')))
    expect(gunzipSync(readFileSync(join(out, name))).length).toBe(
      352 + SMALL_SHAPE[0] * SMALL_SHAPE[1] * SMALL_SHAPE[2],
    );
  for (const name of reportsIn(out)) {
    reportSchema.parse(JSON.parse(readFileSync(join(out, name), 'utf8')));
    for (const kind of ['mask', 'contour'])
      expect(names).toContain(name.replace('_report.json', `_${kind}.nii.gz`));
  }
}

const summarySchema = z.object({
  counts: z.record(z.string(), z.number()),
  scans: z.array(
    z.object({ scan: z.string(), state: z.string(), volumeMl: z.number().nullable(), message: z.string() }),
  ),
});
const summaryOf = (out: string) =>
  summarySchema.parse(JSON.parse(readFileSync(join(out, 'volscope_summary.json'), 'utf8')));

/** The mask of one scan segmented alone, in this process. */
async function alone() {
  const home = await folder.path('home');
  const model = await findModel({ bundled: join(root, 'models'), home }, 'quick');
  const runner = new SessionRunner();
  const modelPath = await fusedGraphPath(model, 'int16', join(home, 'cache'));
  return async (path: string) => {
    const volume = await readNifti(path);
    const session = { modelPath, provider: 'cpu', threads: 2 } as const;
    const { scan, statistics } = await segmentVolume(volume, model.manifest.recipe, { session, runner });
    return { voxels: pasteBlock(scan.mask, volume.grid.shapeIjk), ml: statistics.ml };
  };
}

test('100 scans, 5 of them broken, killed twice: 95 masks, each right, 5 named failures, nothing twice', async () => {
  const out = await folder.path('hundred');
  const bytes = await smallScans(95);
  const scans = await Promise.all(
    bytes.map((scan, n) => folder.write(`scan${String(n).padStart(3, '0')}.nii${n % 2 ? '.gz' : ''}`, scan)),
  );
  const air = niftiBytes({ shape: SMALL_SHAPE, values: new Int16Array(bytes[0].length).fill(-1000) });
  const broken: [string, RegExp][] = [
    [await folder.write('text.nii', Buffer.from('no scan at all '.repeat(99))), /not a NIfTI/],
    [await folder.write('cut.nii', bytes[0].subarray(0, 9000)), /truncated/],
    [await folder.write('air.nii.gz', air), /no voxel above/],
    [await folder.write('frames.nii', niftiBytes({ shape: [20, 20, 20, 3] })), /--frame 0 to 2/],
    [await folder.path('absent.nii.gz'), /does not exist/],
  ];
  const all = [...scans];
  broken.forEach(([path], n) => all.splice(7 + 19 * n, 0, path));
  const list = await folder.write('list.txt', Buffer.from(all.join('\r\n')));
  const args = ['--list', list, '--out', out];

  const finished = new Map<string, string>();
  const killAfter = async (count: number) => {
    const { signal, stdout } = await volscope(args, (line, child) => line === count && child.kill('SIGKILL'));
    expect(signal).toBe('SIGKILL');
    expect(stdout.match(/finished before/g)?.length ?? 0).toBe(finished.size);
    expectWhole(out);
    for (const name of reportsIn(out)) {
      const file = identity(join(out, name));
      expect(finished.get(name) ?? file).toBe(file);
      finished.set(name, file);
    }
  };
  await killAfter(25);
  const first = finished.size;
  expect(first).toBeGreaterThanOrEqual(25);
  await killAfter(first + 25);
  const second = finished.size;
  expect(second).toBeGreaterThanOrEqual(first + 25);
  expect(second).toBeLessThan(95);

  const last = await volscope(args);
  expect(last.code).toBe(3);
  expect(last.stdout.match(/finished before/g)).toHaveLength(second);
  for (const [name, file] of finished) expect(identity(join(out, name)), name).toBe(file);
  expectWhole(out);
  expect(readdirSync(out)).toHaveLength(3 * 95 + 2);

  const { counts, scans: rows } = summaryOf(out);
  expect(counts).toEqual({ kept: second, done: 95 - second, failed: 5, cancelled: 0, waiting: 0 });
  for (const [path, sentence] of broken) {
    expect(rows.find(({ scan }) => scan === path)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(sentence),
    });
    expect(last.stderr).toContain(basename(path));
  }
  expect(readFileSync(join(out, 'volscope_summary.csv'), 'utf8').trim().split('\r\n')).toHaveLength(101);

  const segmentAlone = await alone();
  for (const path of scans) {
    const { voxels, ml } = await segmentAlone(path);
    const written = join(out, `${basename(path).replace(/\.nii(\.gz)?$/, '')}_mask.nii.gz`);
    expect(gunzipSync(readFileSync(written)).subarray(352).equals(voxels), path).toBe(true);
    expect(rows.find(({ scan }) => scan === path)?.volumeMl).toBe(ml);
    expect(ml).toBeGreaterThan(10);
  }
});

describe('a batch', () => {
  const scansFor = async (name: string, count: number) => {
    mkdirSync(await folder.path(name));
    const bytes = await smallScans(count);
    return Promise.all(bytes.map((scan, n) => folder.write(`${name}/${n}.nii`, scan)));
  };

  test('does a scan again that has changed, and all of them with --force', async () => {
    const [out, scans] = [await folder.path('again'), await scansFor('changed', 3)];
    const args = [...scans, '--out', out];
    expect((await volscope(args)).code).toBe(0);
    const reports = () => [0, 1, 2].map((n) => identity(join(out, `${n}_report.json`)));
    const before = reports();
    utimesSync(scans[1], new Date(), new Date(statSync(scans[1]).mtimeMs + 5000));
    expect((await volscope(args)).stdout).toContain('3 of 3 scans are finished, 2 of them before');
    expect(reports().map((file, n) => file === before[n])).toEqual([true, false, true]);
    const json = await volscope([...args, '--force', '--json']);
    expect(z.array(reportSchema).parse(JSON.parse(json.stdout))).toHaveLength(3);
    expect(reports().map((file, n) => file === before[n])).toEqual([false, false, false]);
  });

  test('refuses two scans that would be written to the same files, before anything is done', async () => {
    const out = await folder.path('twice');
    const [scan] = await scansFor('one', 1);
    const other = await folder.write('0.nii.gz', readFileSync(scan));
    const { code, stderr } = await volscope([scan, other, '--out', out]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('would both be written to 0_mask.nii.gz')]);
    expect(existsSync(out)).toBe(false);
  });

  test('ends at Ctrl+C with code 130, says how far it came, and goes on when started again', async () => {
    const [out, scans] = [await folder.path('stopped'), await scansFor('many', 30)];
    const args = [...scans, '--out', out];
    const stopped = await volscope(args, (line, child) => line === 4 && child.kill('SIGINT'));
    const finished = reportsIn(out).length;
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toBe(
      `error: cancelled; ${finished} of 30 scans are finished. The same command goes on with the others.\n`,
    );
    expect([partsIn(out), finished < 30]).toEqual([[], true]);
    expectWhole(out);
    expect(readdirSync(out)).toHaveLength(3 * finished + 2);
    const stale = join(out, '.7_mask.nii.gz.9b2f9a3e-0a6e-4f43-8a43-0d64e8a3c0aa.part');
    writeFileSync(stale, 'left by a killed run');
    const resumed = await volscope(args);
    expect(resumed.stdout).toContain(`30 of 30 scans are finished, ${finished} of them before`);
    expect(partsIn(out)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('outlives a crash of the process that computes', async () => {
    const [out, scans] = [await folder.path('crashed'), await scansFor('crashing', 12)];
    const { code } = await volscope([...scans, '--out', out], (line, { pid }) => {
      if (line === 3) for (const worker of childrenOf(pid)) process.kill(worker, 'SIGKILL');
    });
    const { counts } = summaryOf(out);
    // The scan that had the processor is the one to blame, unless it was saved already.
    expect(counts['failed']).toBeLessThanOrEqual(1);
    expect(counts['done'] + counts['kept'] + counts['failed']).toBe(12);
    expect(counts['kept']).toBeGreaterThanOrEqual(3);
    expect(code).toBe(counts['failed'] ? 5 : 0);
  });
});
