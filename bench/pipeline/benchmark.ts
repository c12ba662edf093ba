import { basename } from 'node:path';
import { readNifti } from '../../main/volume/readNifti.ts';
import { say, type Benchmark } from '../lib/outcome.ts';
import { monaiReference, scan } from '../lib/paths.ts';
import { referencePython } from '../reference/environment.ts';
import { CommandError } from '../lib/watch.ts';
import { measureRepeats } from './measure.ts';
import type { Reference } from './reference.ts';
import { commandTable, inflateTable, stageTable } from './tables.ts';

/** From file to saved mask, by turns with MONAI on PyTorch: seconds a stage, processor time, peak memory. */
export const pipelineBenchmark: Benchmark = async ({ runs }) => {
  const reference = await findReference();
  const repeats = await measureRepeats(runs, reference);
  const { grid } = await readNifti(scan);
  const title = `File to saved mask: ${basename(scan)}, ${grid.shapeIjk.join(' x ')}`;
  const [{ ours, theirCommand }] = repeats;
  const notes = [
    `${runs} repeats${reference ? ', the sides by turns' : ''} (n: scans in a column); process start left out of the stages.`,
    'First scan: a fresh process, its session made (the second row), started as the command line starts its own; next scans: two more in that process.',
    'First in the app: a fresh process in which, after loading, the session was made and the label functions warmed up, as the app does before the user presses Segment; that is not counted.',
    'Our restore includes the contour and the statistics on the scan’s grid, our save the contour and the report; the reference writes the mask alone.',
  ];
  if (theirCommand)
    notes.push(
      'MONAI: half of its figures are of a fresh process, half the better of two scans in one; loading its model is not counted. Ratios: our first and next scans against the best of all of them.',
      `Threads of the reference: ${theirCommand.threads}. Mask: ours ${ours[0].maskMl.toFixed(2)} mL, MONAI's ${theirCommand.nativeMaskMl} mL.`,
    );
  return {
    tables: [stageTable(repeats, title), inflateTable(repeats), commandTable(repeats)],
    notes,
    data: { scan: basename(scan), shapeIjk: grid.shapeIjk, repeats },
  };
};

/** The reference, its environment set up; undefined, with a line that says so, where that can't be had. */
async function findReference(): Promise<Reference | undefined> {
  try {
    return { python: await referencePython(), script: monaiReference };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    say(`MONAI can't be set up (${error.message}): our side alone is measured.`);
    return undefined;
  }
}
