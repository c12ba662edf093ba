import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { ensureTriton } from './lib/triton.mjs';

const unitReport = inRoot('test-results', 'triton.json');
const e2eReport = inRoot('test-results', 'triton-e2e.json');

/**
 * `npm run test:triton [-- VITEST'S ARGUMENTS]`: what concerns servers, with a real Triton Inference Server: in Node, then in
 * the app. `npm run test:triton -- --e2e [PLAYWRIGHT'S ARGUMENTS]`: in the app alone.
 */
await main(async () => {
  await ensurePackages();
  process.env.VOLSCOPE_TEST_TRITON = await ensureTriton();
  for (const report of [unitReport, e2eReport]) rmSync(report, { force: true });
  const args = process.argv.slice(2);
  const [first, ...rest] = args;
  const codes = first === '--e2e' ? [await inApp(rest)] : [await inNode(args)];
  if (args.length === 0) codes.push(await inApp([]));

  const [passed, failed] = [
    ...counts(unitReport, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]),
    ...counts(e2eReport, ({ stats }) => [stats.expected + stats.flaky, stats.unexpected]),
  ].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return codes.some((code) => code !== 0) || passed === 0 ? 1 : 0;
});

function inNode(args) {
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  return run(process.execPath, [
    ...[vitest, 'run', '--config', 'vitest.triton.config.ts', '--reporter=default', '--reporter=json'],
    ...[`--outputFile.json=${unitReport}`, ...args],
  ]);
}

function inApp(args) {
  const e2e = inRoot('scripts', 'e2e.mjs');
  return run(process.execPath, [e2e, '--config', 'playwright.triton.config.ts', ...args]);
}

function counts(report, read) {
  return existsSync(report) ? [read(JSON.parse(readFileSync(report, 'utf8')))] : [];
}
