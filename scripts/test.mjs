import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepareElectron } from './lib/prepare.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';

const unitReport = inRoot('test-results', 'unit.json');
const e2eReport = inRoot('test-results', 'e2e.json');

/** `npm test`: gets what is missing, then everything: lint, types, unit tests, end-to-end tests in a real Electron. */
await main(async () => {
  const { executable } = await prepareElectron({ xvfb: true });
  // Beside it lies the software Vulkan driver that the WebGPU test runs on.
  process.env.VOLSCOPE_TEST_ELECTRON = dirname(executable);
  rmSync(inRoot('test-results'), { recursive: true, force: true });

  const checks = [
    ['Lint', () => node('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
    ['Format', () => node('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
    ['Types', () => run(process.execPath, [inRoot('scripts', 'typecheck.mjs')])],
    [
      'Unit tests',
      () =>
        node(
          'vitest/vitest.mjs',
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${unitReport}`,
        ),
    ],
    ['End-to-end tests', () => run(process.execPath, [inRoot('scripts', 'e2e.mjs')])],
  ];
  const failedChecks = [];
  for (const [name, check] of checks) {
    say(`\n${name}`);
    if ((await check()) !== 0) failedChecks.push(name);
  }

  const unit = counts(unitReport, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);
  const e2e = counts(e2eReport, ({ stats }) => [stats.expected + stats.flaky, stats.unexpected]);
  for (const [name, { ran }] of [
    ['Unit tests', unit],
    ['End-to-end tests', e2e],
  ]) {
    if (!ran && !failedChecks.includes(name)) failedChecks.push(name);
  }
  if (failedChecks.length > 0) say(`\nFailed: ${failedChecks.join(', ')}`);
  process.stdout.write(`\n${unit.passed + e2e.passed} passed, ${unit.failed + e2e.failed} failed\n`);
  return failedChecks.length > 0 ? 1 : 0;
});

function node(script, ...args) {
  return run(process.execPath, [inRoot('node_modules', ...script.split('/')), ...args]);
}

/** A runner's own count; nothing ran where it left no report or an empty one. */
function counts(report, read) {
  if (!existsSync(report)) return { passed: 0, failed: 0, ran: false };
  const [passed, failed] = read(JSON.parse(readFileSync(report, 'utf8')));
  return { passed, failed, ran: passed + failed > 0 };
}
