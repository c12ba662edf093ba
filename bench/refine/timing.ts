import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cutBlock, wholeBox } from '../../main/labels/block.ts';
import { packBits, tightBox } from '../../main/labels/bitRows.ts';
import { scanMaskRefiner } from '../../main/labels/refine/refineScanMask.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { inRoot, scan } from '../lib/paths.ts';
import { spreadOf } from '../lib/statistics.ts';
import type { Table } from '../lib/table.ts';

/** The restored mask of the default model on the scan of the benchmarks, as MONAI makes it. */
function restoredMask(): string {
  const name = basename(scan, '.nii.gz');
  const beside = join(dirname(scan), '..', 'reference', name, 'mask.nii.gz');
  return existsSync(beside) ? beside : inRoot('fixtures', 'reference', name, 'mask.nii.gz');
}

/** Times snapping a real mask to edges: the search, a step of the slider after it; and processor time of both. */
export async function timeRefinement(runs: number): Promise<{ table: Table; note: string; data: unknown }> {
  const [volume, golden] = [await readNifti(scan), await readNifti(restoredMask())];
  const { shapeIjk } = volume.grid;
  const whole = Uint8Array.from(golden.voxelsHu);
  const mask = cutBlock(whole, shapeIjk, tightBox(packBits(whole, shapeIjk, wholeBox(shapeIjk))));
  const measured: Run[] = [];
  for (let run = 0; run < runs; run++) {
    let refiner: ReturnType<typeof scanMaskRefiner> = () => mask;
    const search = timed(() => (refiner = scanMaskRefiner(volume, mask)));
    const first = timed(() => refiner(0.5));
    const next = timed(() => refiner(0.6));
    measured.push({ search, first, next });
  }
  const row = (name: string, of: (one: Run) => Timed) => {
    const wall = spreadOf(measured.map((one) => of(one).wallMs));
    const processor = spreadOf(measured.map((one) => of(one).processorMs));
    return [
      name,
      ...[of(measured[0]).processorMs, processor.min, wall.min, wall.median, wall.max].map((ms) =>
        ms.toFixed(0),
      ),
    ];
  };
  return {
    table: {
      title: `Snapping the spleen of ${shapeIjk.join(' x ')} to edges, one thread, ms`,
      header: ['', 'processor, first', 'processor, best', 'best', 'median', 'worst'],
      rows: [
        row('search (strength 1)', ({ search }) => search),
        row('first strength between', ({ first }) => first),
        row('every other strength', ({ next }) => next),
      ],
    },
    note: 'The first run is that of code that V8 has not compiled yet.',
    data: measured,
  };
}

/** One search and two steps of the slider. */
interface Run {
  readonly search: Timed;
  readonly first: Timed;
  readonly next: Timed;
}

interface Timed {
  readonly wallMs: number;
  readonly processorMs: number;
}

function timed(work: () => unknown): Timed {
  const processor = process.cpuUsage();
  const started = performance.now();
  work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(processor);
  return { wallMs, processorMs: (user + system) / 1000 };
}
