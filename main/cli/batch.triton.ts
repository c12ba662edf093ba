import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { installQuickModel, smallScans } from '../batch/testing.ts';
import { reportSchema } from '../contract/report.ts';
import { expectNoRegions } from '../inference/triton/expectNoRegions.ts';
import { portsOf, startTriton, type TritonServer } from '../inference/triton/testing.ts';
import { findModel } from '../models/index.ts';
import { exportForTests } from '../triton/testing.ts';
import { temporaryFolder } from '../volume/testing.ts';

const bundled = fileURLToPath(new URL('../../models', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/main/cli.mjs', import.meta.url));
const folder = temporaryFolder();
let home: string;
let repository: string;
let scans: string[];
let server: TritonServer;

/** A request is answered once so many are being computed at the same time, each by an instance of its own; else it fails. */
const meeting = (place: string, instances: number) => `

import os
import time


class Meeting(TritonPythonModel):
    def execute(self, requests):
        place = ${JSON.stringify(place)}
        mine = os.path.join(place, str(os.getpid()))
        if len(os.listdir(place)) < ${instances}:
            open(mine, "w").close()
            for _ in range(600):
                if len(os.listdir(place)) >= ${instances}:
                    break
                time.sleep(0.05)
            else:
                raise RuntimeError("nobody else came")
        return super().execute(requests)


TritonPythonModel = Meeting
`;

beforeAll(async () => {
  home = await folder.path('home');
  repository = await folder.path('repository');
  installQuickModel(home);
  const quick = await findModel({ bundled, home }, 'quick');
  await exportForTests(quick, repository, { instances: 2, referenceName: 'quick_seg' });
  const place = await folder.path('meeting');
  mkdirSync(place);
  appendFileSync(join(repository, 'quick', '1', 'model.py'), meeting(place, 2));
  const bytes = await smallScans(10);
  scans = await Promise.all(bytes.map((scan, n) => folder.write(`scan${n}.nii`, scan)));
  server = await start();
});
const start = (ports?: readonly [number, number]) =>
  startTriton({ repository, models: ['quick'], ...(ports && { ports }) });
afterAll(async () => {
  await expectNoRegions(server).finally(() => server.kill());
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function volscope(args: readonly string[], onLine?: (line: number) => void): Promise<Outcome> {
  const child: ChildProcess = spawn(
    process.execPath,
    [cli, 'segment', ...scans, '--model', 'quick', ...args],
    { env: { ...process.env, VOLSCOPE_HOME: home } },
  );
  let [stdout, stderr, lines] = ['', '', 0];
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    const complete = stdout.split('\n').length - 1;
    while (lines < complete) {
      lines++;
      onLine?.(lines);
    }
  });
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const maskIn = (out: string, n: number) =>
  gunzipSync(readFileSync(join(out, `scan${n}_mask.nii.gz`))).subarray(352);

test('a batch on a server: two instances compute at a time, and every mask is the one of this computer', async () => {
  const [there, here] = [await folder.path('there'), await folder.path('here')];
  const { code, stdout, stderr } = await volscope(['--out', there, '--server', server.http, '--json']);
  expect([code, stderr.match(/^error: .*$/m)]).toEqual([0, null]);
  const reports = z.array(reportSchema).parse(JSON.parse(stdout));
  expect(reports.map(({ provider }) => provider.name)).toEqual(scans.map(() => 'triton'));
  expect((await volscope(['--out', here, '--provider', 'cpu', '--threads', '1'])).code).toBe(0);
  for (const n of scans.keys()) expect(maskIn(there, n).equals(maskIn(here, n)), `scan${n}`).toBe(true);
});

test('a server that is lost: each scan that failed is named, and the same command finishes the batch', async () => {
  const out = await folder.path('lost');
  const args = ['--out', out, '--server', server.http, '--server-jobs', '1'];
  const killed: Promise<void>[] = [];
  const lost = await volscope(args, (line) => line === 3 && killed.push(server.kill()));
  await Promise.all(killed);
  expect(lost.code).toBe(5);
  const [, finished] = /^(\d+) of 10 scans are finished/m.exec(lost.stdout) ?? [];
  const failures = lost.stderr.match(/^error: .*scan\d\.nii: The server at .* does not answer .*$/gm) ?? [];
  expect(Number(finished)).toBeGreaterThanOrEqual(3);
  expect(failures).toHaveLength(10 - Number(finished));
  expect(failures.length).toBeGreaterThan(0);

  server = await start(portsOf(server));
  const resumed = await volscope(args);
  expect([resumed.code, resumed.stderr.match(/^error: .*$/m)]).toEqual([0, null]);
  expect(resumed.stdout.match(/finished before$/gm)).toHaveLength(Number(finished));
  expect(resumed.stdout).toContain('10 of 10 scans are finished');
});
