import { readdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';

/** One scan of a batch and the files that it becomes. */
export interface PlannedScan {
  /** As it was named. */
  readonly path: string;
  /** The file's name without .nii or .nii.gz. */
  readonly stem: string;
  readonly maskPath: string;
  readonly contourPath: string;
  readonly reportPath: string;
}

/** The file's name without .nii or .nii.gz. */
export function stemOf(path: string): string {
  return basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.nii$/i, '');
}

export function planScan(path: string, out: string): PlannedScan {
  const stem = stemOf(path);
  const place = (ending: string) => join(out, stem + ending);
  return {
    ...{ path, stem, maskPath: place('_mask.nii.gz'), contourPath: place('_contour.nii.gz') },
    reportPath: place('_report.json'),
  };
}

/**
 * What is to become of scans in one folder; a scan named twice counts once. Throws VolscopeError('usage') where two
 * scans would be written to the same files, or one over another.
 */
export function planBatch(paths: readonly string[], out: string): PlannedScan[] {
  const once = [...new Map(paths.map((path) => [resolve(path), path])).values()];
  const plan = once.map((path) => planScan(path, out));
  const byStem = new Map<string, PlannedScan>();
  for (const scan of plan) {
    // Some file systems tell no capitals apart.
    const key = scan.stem.toLowerCase();
    const other = byStem.get(key);
    if (other)
      throw new VolscopeError(
        'usage',
        sentence`${other.path} and ${scan.path} would both be written to ${scan.stem}_mask.nii.gz; rename one or give them folders of their own (--out).`,
      );
    byStem.set(key, scan);
  }
  const scans = new Set(once.map((path) => resolve(path)));
  for (const { path, maskPath, contourPath } of plan)
    for (const written of [maskPath, contourPath])
      if (scans.has(resolve(written)))
        throw new VolscopeError(
          'usage',
          sentence`The mask of ${path} would be written over the scan ${written}; choose another folder (--out).`,
        );
  return plan;
}

/** Removes what a killed run left half written of this batch's files. Nothing where the folder does not exist. */
export async function removeUnfinished(out: string, names: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(out).catch(() => [])) {
    // The names that writeFileAtomically gives: .<name>.<uuid>.part
    const name = /^\.(.+)\.[0-9a-f-]{36}\.part$/.exec(entry)?.[1];
    if (name !== undefined && names.has(name)) await rm(join(out, entry), { force: true });
  }
}

/** The names of all that a batch writes of its scans. */
export function writtenNames(plan: readonly PlannedScan[]): string[] {
  return plan.flatMap((scan) =>
    [scan.maskPath, scan.contourPath, scan.reportPath].map((path) => basename(path)),
  );
}
