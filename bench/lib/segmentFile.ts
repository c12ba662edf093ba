import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ProviderName } from '../../main/contract/provider.ts';
import { defaultThreads } from '../../main/inference/devices.ts';
import { SessionRunner } from '../../main/inference/sessions.ts';
import { findModel } from '../../main/models/index.ts';
import { warmUpLabels } from '../../main/pipeline/warmUp.ts';
import { fusedGraphPath, voxelTypeOf } from '../../main/pipeline/graphCache.ts';
import { makeReport } from '../../main/pipeline/report.ts';
import { segmentVolume } from '../../main/pipeline/segment.ts';
import { writeFileAtomically } from '../../main/volume/atomicFile.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { encodeLabelMap } from '../../main/volume/writeNifti.ts';

const MODEL = 'spleen-monai-tutorial';

/** Where the measured pipeline finds its model, keeps its graphs and writes to. */
export interface Places {
  readonly models: string;
  readonly cache: string;
  readonly out: string;
}

/** One run, stage by stage. `session` is the session's creation: next to nothing once it exists. */
export interface StageSeconds {
  readonly session: number;
  readonly load: number;
  readonly graph: number;
  /** Largest component and contour on the network's grid. */
  readonly post: number;
  /** Mask, contour and statistics on the scan's grid. */
  readonly restore: number;
  /** Mask, contour and report as files. */
  readonly save: number;
}

export interface SegmentedFile {
  readonly seconds: StageSeconds;
  readonly maskMl: number;
}

/** From file to files as the app does it, in this process, with the session kept from one scan to the next. */
export class FileSegmenter {
  private readonly runner = new SessionRunner();
  private readonly places: Places;
  private readonly provider: ProviderName;
  readonly threads = defaultThreads();

  constructor(places: Places, provider: ProviderName = 'cpu') {
    this.places = places;
    this.provider = provider;
  }

  /** @param warmed after loading, what the app does while the user looks at the scan is done, and not counted */
  async segment(scan: string, warmed = false): Promise<SegmentedFile> {
    const { models, cache, out } = this.places;
    const model = await findModel({ bundled: models, home: cache }, MODEL);
    await mkdir(out, { recursive: true });
    const clock = stopwatch();

    const volume = await readNifti(scan);
    const load = clock();
    const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), cache, this.provider);
    const spec = { modelPath, provider: this.provider, threads: this.threads };
    await this.runner.load(spec);
    if (warmed) {
      await warmUpLabels();
      clock();
    }
    const session = clock();
    const result = await segmentVolume(volume, model.manifest.recipe, { session: spec, runner: this.runner });
    clock();

    const stem = join(out, basename(scan).replace(/\.nii(\.gz)?$/, ''));
    const labels = [
      ['mask', result.scan.mask],
      ['contour', result.scan.contour],
    ] as const;
    await Promise.all(
      labels.map(async ([name, label]) =>
        writeFileAtomically(`${stem}_${name}.nii.gz`, encodeLabelMap(volume.header, label)),
      ),
    );
    const report = makeReport({
      ...{ manifest: model.manifest, provider: this.provider, threads: this.threads, loadSeconds: load },
      ...{ name: basename(scan), volume, segmentation: result },
    });
    await writeFileAtomically(`${stem}_report.json`, Buffer.from(JSON.stringify(report)));
    const { graph, post, restore } = result.seconds;
    return { seconds: { session, load, graph, post, restore, save: clock() }, maskMl: report.mask.ml };
  }

  release(): Promise<void> {
    return this.runner.release();
  }
}

/** A function that gives the seconds since it was last called. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
}
