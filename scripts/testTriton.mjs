import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { ensureTriton } from './lib/triton.mjs';

const report = inRoot('test-results', 'triton.json');

/** `npm run test:triton [-- VITEST'S ARGUMENTS]`: what concerns servers, with a real Triton Inference Server. */
await main(async () => {
  await ensurePackages();
  const triton = await ensureTriton();
  rmSync(report, { force: true });
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const code = await run(
    process.execPath,
    [
      ...[vitest, 'run', '--config', 'vitest.triton.config.ts', '--reporter=default', '--reporter=json'],
      ...[`--outputFile.json=${report}`, ...process.argv.slice(2)],
    ],
    { env: { ...process.env, VOLSCOPE_TEST_TRITON: triton } },
  );
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : {};
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return code !== 0 || passed === 0 ? 1 : 0;
});
