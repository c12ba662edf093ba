import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describeError, exitCodes, VolscopeError } from '../contract/errors.ts';
import type { ProviderChoice, ProviderName } from '../contract/provider.ts';
import type { Report } from '../contract/report.ts';
import { defaultThreads, serverDeviceName } from '../inference/devices.ts';
import { SessionRunner } from '../inference/sessions.ts';
import { findModel, type InstalledModel } from '../models/index.ts';
import { fusedGraphPath, voxelTypeOf } from '../pipeline/graphCache.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import { makeReport } from '../pipeline/report.ts';
import { runOnLadder } from '../pipeline/runOnLadder.ts';
import { segmentVolume, type Segmentation } from '../pipeline/segment.ts';
import { segmentOnServer } from '../pipeline/segmentOnServer.ts';
import { writeError, writeFileAtomically } from '../volume/atomicFile.ts';
import { readNifti } from '../volume/readNifti.ts';
import type { Volume } from '../volume/volume.ts';
import { encodeLabelMap, encodeLabelMapOnGrid } from '../volume/writeNifti.ts';
import { withLadder } from './ladder.ts';
import { places } from './places.ts';
import { withServer, type ServerOptions, type ServerSession } from './server.ts';

interface Options extends ServerOptions {
  readonly out: string;
  readonly model: string;
  readonly provider: ProviderChoice;
  readonly grid: 'scan' | 'network';
  readonly frame?: number;
  readonly threads: number;
  readonly json?: boolean;
}

interface Context {
  readonly options: Options;
  readonly model: InstalledModel;
  readonly ladder: ProviderLadder;
  readonly runner: SessionRunner;
  readonly threads: number;
  readonly server?: ServerSession;
}

/** `volscope segment SCAN... --out DIR`: every scan is tried; the exit code is the first failure's. */
export async function segment(scans: string[], options: Options): Promise<void> {
  if (options.server !== undefined && options.provider !== 'auto')
    throw new VolscopeError('usage', 'A server chooses its processor itself; give --server or --provider.');
  const model = await findModel(places.folders(), options.model);
  await makeFolder(options.out);
  const reports: Report[] = [];
  await withLadder((ladder) =>
    withServer(options, async (server) => {
      const threads = options.threads || defaultThreads();
      const context: Context = { options, model, ladder, runner: new SessionRunner(), threads, server };
      for (const path of scans) {
        // The process that watches this one says that it was cancelled.
        if (server?.signal.aborted) break;
        try {
          const report = await segmentFile(path, context);
          reports.push(report);
          if (!options.json) process.stdout.write(`${summary(report)}\n`);
        } catch (error) {
          const { kind, message } = describeError(error);
          if (kind !== 'cancelled') process.stderr.write(`error: ${message}\n`);
          process.exitCode ??= kind === 'defect' ? exitCodes.inference : exitCodes[kind];
        }
      }
    }),
  );
  if (options.json && reports.length > 0)
    process.stdout.write(`${JSON.stringify(scans.length === 1 ? reports[0] : reports, null, 2)}\n`);
}

async function segmentFile(path: string, context: Context): Promise<Report> {
  const { options, model, threads } = context;
  const started = performance.now();
  const volume = await readNifti(path, { frame: options.frame });
  const loadSeconds = (performance.now() - started) / 1000;

  const notes: string[] = [];
  const { provider, result, device } = context.server
    ? await onServer(volume, model, context.server)
    : await onThisMachine(volume, context, notes);

  const saving = performance.now();
  const stem = join(options.out, stemOf(path));
  await writeLabels(stem, volume, result, options.grid);
  const report = makeReport({
    ...{
      name: basename(path),
      volume,
      manifest: model.manifest,
      provider,
      threads,
      notes,
      loadSeconds,
      device,
    },
    segmentation: result,
    saveSeconds: (performance.now() - saving) / 1000,
  });
  await writeFileAtomically(`${stem}_report.json`, Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  return report;
}

interface Outcome {
  readonly provider: ProviderName | 'triton';
  readonly result: Segmentation;
  /** Where it is not this machine. */
  readonly device?: string;
}

async function onServer(volume: Volume, model: InstalledModel, server: ServerSession): Promise<Outcome> {
  const result = await segmentOnServer(volume, model, server);
  return { provider: 'triton', result, device: serverDeviceName(server.runner.endpoint.url) };
}

async function onThisMachine(
  volume: Volume,
  { options, model, ladder, runner, threads }: Context,
  notes: string[],
): Promise<Outcome> {
  return runOnLadder(
    await ladder.rungs(options.provider),
    threads,
    async (name) => {
      const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), places.cache(), name);
      const session = { modelPath, provider: name, threads };
      return segmentVolume(volume, model.manifest.recipe, { session, runner });
    },
    (note) => {
      notes.push(note);
      process.stderr.write(`note: ${note}\n`);
    },
  );
}

async function writeLabels(
  stem: string,
  volume: Volume,
  { scan, network }: Segmentation,
  grid: Options['grid'],
): Promise<void> {
  const encode = (block: Segmentation['scan']['mask']) =>
    encodeLabelMapOnGrid(volume.header, network.grid.shapeIjk, network.grid.affineIjkToRas, block);
  const [mask, contour] = await Promise.all(
    grid === 'scan'
      ? [encodeLabelMap(volume.header, scan.mask), encodeLabelMap(volume.header, scan.contour)]
      : [encode(network.mask), encode(network.contour)],
  );
  await Promise.all([
    writeFileAtomically(`${stem}_mask.nii.gz`, mask),
    writeFileAtomically(`${stem}_contour.nii.gz`, contour),
  ]);
}

/** The file's name without .nii or .nii.gz. */
export function stemOf(path: string): string {
  return basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.nii$/i, '');
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw writeError(cause, folder);
  });
}

function summary({ scan, mask, provider, seconds, network }: Report): string {
  const found =
    network.maskVoxels === 0 || mask.meanHu === null
      ? 'nothing found'
      : `${mask.ml.toFixed(1)} mL, mean ${mask.meanHu.toFixed(1)} HU`;
  return `${scan}: ${found} (${provider.device}, ${seconds.total.toFixed(2)} s)`;
}
