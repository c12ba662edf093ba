import { mkdir } from 'node:fs/promises';
import { readList } from '../batch/listFile.ts';
import { planBatch, removeUnfinished, writtenNames } from '../batch/plan.ts';
import { SUMMARY_NAMES, type ScanOutcome } from '../batch/summary.ts';
import { exitCodeOf, VolscopeError } from '../contract/errors.ts';
import type { ProviderChoice } from '../contract/provider.ts';
import { defaultThreads } from '../inference/devices.ts';
import { SessionRunner } from '../inference/sessions.ts';
import { threadInference } from '../inference/thread.ts';
import { findModel, type InstalledModel } from '../models/index.ts';
import { writeError } from '../volume/atomicFile.ts';
import { withLadder } from './ladder.ts';
import { places } from './places.ts';
import { segmentBatch, segmentOne } from './segmentPlan.ts';

interface Options {
  readonly out: string;
  readonly list?: string;
  readonly force?: boolean;
  readonly model: string;
  readonly provider: ProviderChoice;
  readonly grid: 'scan' | 'network';
  readonly refine?: number;
  readonly frame?: number;
  readonly threads: number;
  readonly json?: boolean;
}

/**
 * `volscope segment SCAN... | --list FILE --out DIR`: every scan is tried; the exit code is that of the first one in the
 * list that failed. With several scans, or a list, those finished before are left alone and a summary is written.
 */
export async function segment(named: string[], options: Options): Promise<void> {
  const scans = options.list === undefined ? named : [...named, ...(await readList(options.list))];
  if (scans.length === 0) throw new VolscopeError('usage', 'no scans were named; see "volscope --help".');
  if (options.grid === 'network' && options.refine)
    throw new VolscopeError(
      'usage',
      "--refine works on the scan's own grid; leave out --refine or --grid network.",
    );
  const isBatch = scans.length > 1 || options.list !== undefined;
  const model = withRefinement(await findModel(places.folders(), options.model), options);
  const plan = planBatch(scans, options.out);
  await makeFolder(options.out);
  await removeUnfinished(options.out, new Set([...writtenNames(plan), ...Object.values(SUMMARY_NAMES)]));

  const outcomes = await withLadder(async (ladder) => {
    const { runner, end } = isBatch ? threadInference(places.inferenceProcess()) : inThisThread();
    const how = {
      ...{ model, runner, grid: options.grid, frame: options.frame, cacheFolder: places.cache() },
      threads: options.threads || defaultThreads(),
      rungs: () => ladder.rungs(options.provider),
      say: (line: string) => options.json || process.stdout.write(`${line}\n`),
    };
    try {
      return isBatch ? await segmentBatch(plan, options, how) : [await segmentOne(plan[0], how)];
    } finally {
      await end();
    }
  });
  finish(outcomes, isBatch, options.json ?? false);
}

/** The model with what the user wants of its recipe otherwise. */
function withRefinement(model: InstalledModel, { refine }: Options): InstalledModel {
  if (refine === undefined) return model;
  const recipe = { ...model.manifest.recipe, refine };
  return { ...model, manifest: { ...model.manifest, recipe } };
}

/** One scan has nothing to overlap with: it is segmented where it was loaded. */
function inThisThread() {
  const runner = new SessionRunner();
  return { runner, end: () => runner.release() };
}

function finish(outcomes: readonly ScanOutcome[], isBatch: boolean, json: boolean): void {
  const reports = outcomes.flatMap((outcome) => ('report' in outcome ? [outcome.report] : []));
  if (json && (isBatch || reports.length > 0))
    process.stdout.write(`${JSON.stringify(isBatch ? reports : reports[0], null, 2)}\n`);
  for (const outcome of outcomes)
    if (outcome.state === 'failed') process.exitCode ??= exitCodeOf(outcome.kind);
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw writeError(cause, folder);
  });
}
