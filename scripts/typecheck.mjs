import { existsSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';

const runtimes = [
  'main/contract',
  'main/edits',
  'main/measure',
  'main',
  'electron',
  'renderer',
  'e2e',
  'bench',
];

/** Checks the types of each runtime by its own tsconfig. */
await main(async () => {
  const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  let worst = 0;
  for (const folder of runtimes) {
    if (!existsSync(inRoot(folder, 'tsconfig.json'))) continue;
    worst = Math.max(worst, await run(process.execPath, [tsc, '-p', folder]));
  }
  return worst;
});
