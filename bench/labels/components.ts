import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { keepLargestComponent } from '../../main/labels/largestComponent.ts';
import { say, type Benchmark } from '../lib/outcome.ts';
import { inCache, inRoot } from '../lib/paths.ts';
import { spreadOf } from '../lib/statistics.ts';
import { timesFaster } from '../lib/table.ts';
import { referencePython } from '../reference/environment.ts';

const shape: Vec3 = [224, 224, 224];
const realMask = inRoot('fixtures', 'reference', 'cptac-pda_C3N-00249_ct_small', 'mask224.u8.gz');
const references = ['cc3d-largest-k', 'cc3d-label', 'scikit-image'];

/**
 * keepLargestComponent beside cc3d and scikit-image, turn by turn in one run, from a mask to the mask of its largest
 * 26-component at 224^3: of a spleen, and of noise with 30 % foreground, the hard case. Throws where they disagree.
 */
export const compareComponents: Benchmark = async ({ runs }) => {
  const volumes = [
    { name: 'spleen', mask: new Uint8Array(gunzipSync(readFileSync(realMask))) },
    { name: '30 % noise', mask: noise(0.3) },
  ];
  mkdirSync(inCache('bench'), { recursive: true });
  const paths = volumes.map(({ mask }, index) => {
    const path = inCache('bench', `components${index}.u8`);
    writeFileSync(path, mask);
    return path;
  });
  const python = startReferences(await referencePython(), paths);
  const measured = [];
  for (const [index, { name, mask }] of volumes.entries()) {
    say(`Largest component, ${name}`);
    const seconds: Record<string, number[]> = { volscope: [] };
    for (const method of references) seconds[method] = [];
    // One more than asked for: the first warms both sides up.
    for (let run = 0; run <= runs; run++) {
      const ours = timeOurs(mask);
      if (run > 0) seconds.volscope.push(ours.seconds);
      for (const method of references) {
        const theirs = await python.ask(method, index);
        if (theirs.voxels !== ours.voxels)
          throw new Error(`${name}: ${method} keeps ${theirs.voxels} voxels, Volscope ${ours.voxels}.`);
        if (run > 0) seconds[method].push(theirs.seconds);
      }
    }
    measured.push({ name, seconds });
  }
  python.end();

  const rows = measured.flatMap(({ name, seconds }) =>
    Object.entries(seconds).map(([method, values]) => {
      const { min, median, max } = spreadOf(values);
      const ms = [min, median, max].map((value) => (value * 1000).toFixed(1));
      return [`${name}, ${method}`, ...ms, timesFaster(spreadOf(seconds.volscope), spreadOf(values))];
    }),
  );
  return {
    tables: [
      {
        title: 'Largest component at 224^3',
        header: ['', 'best ms', 'median', 'worst', 'slower than us'],
        rows,
      },
    ],
    notes: [
      'Largest component: one thread each; cc3d-label and scikit-image pick the largest as MONAI does.',
    ],
    data: measured,
  };
};

function timeOurs(mask: Uint8Array): { seconds: number; voxels: number } {
  // In place, so on a copy, and the copy is not ours to count.
  const copy = mask.slice();
  const started = performance.now();
  const { voxels } = keepLargestComponent(copy, shape);
  return { seconds: (performance.now() - started) / 1000, voxels };
}

/** A mask of which each voxel is set with the given probability, the same in every run. */
function noise(probability: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  return new Uint8Array(shape[0] * shape[1] * shape[2]).map(() => {
    // The generator of Numerical Recipes; its upper bits are random enough here.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state < probability * 2 ** 32 ? 1 : 0;
  });
}

function startReferences(python: string, paths: readonly string[]) {
  const script = inRoot('bench', 'labels', 'components.py');
  const child = spawn(python, [script, ...paths], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (method: string, index: number) => {
      child.stdin.write(`${method} ${index}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${script} ended without an answer.`);
      const [seconds, voxels] = value.split(' ').map(Number);
      return { seconds, voxels };
    },
    end: () => child.stdin.end(),
  };
}
