import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { reportSchema, type Provenance, type Report } from '../contract/report.ts';
import type { InstalledModel } from '../models/index.ts';
import { GRAPH_REVISION } from '../onnx/revision.ts';
import type { PlannedScan } from './plan.ts';

/** What is asked of every scan of a batch. */
export interface BatchSettings {
  readonly model: InstalledModel;
  readonly grid: 'scan' | 'network';
  readonly frame: number | undefined;
}

/** What a scan's mask would be made of now; undefined where there is no such file. */
export async function provenanceOf(path: string, settings: BatchSettings): Promise<Provenance | undefined> {
  const file = await stat(path).catch(() => undefined);
  if (!file) return undefined;
  const { network, recipe } = settings.model.manifest;
  const pipeline = JSON.stringify([GRAPH_REVISION, network.sha256, recipe]);
  return {
    scanBytes: file.size,
    scanModifiedMs: file.mtimeMs,
    pipelineSha256: createHash('sha256').update(pipeline).digest('hex'),
    grid: settings.grid,
    frame: settings.frame ?? null,
  };
}

/**
 * The report of a scan that is finished: its mask, contour and report are there, and were made of this very file with this
 * model and these settings, `since` a time if one is given. The report is written last, so that it stands for all three.
 */
export async function finishedReport(
  scan: PlannedScan,
  provenance: Provenance,
  since = -Infinity,
): Promise<Report | undefined> {
  try {
    for (const path of [scan.maskPath, scan.contourPath]) if (!(await stat(path)).isFile()) return undefined;
    if ((await stat(scan.reportPath)).mtimeMs < since) return undefined;
    const report = reportSchema.parse(JSON.parse(await readFile(scan.reportPath, 'utf8')));
    return isSame(report.provenance, provenance) ? report : undefined;
  } catch {
    return undefined;
  }
}

function isSame(a: Provenance | undefined, b: Provenance): boolean {
  return (
    a !== undefined &&
    a.scanBytes === b.scanBytes &&
    a.scanModifiedMs === b.scanModifiedMs &&
    a.pipelineSha256 === b.pipelineSha256 &&
    a.grid === b.grid &&
    a.frame === b.frame
  );
}
