import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // Figures are taken on purpose (npm run figures): a loaded machine must not fail what works.
  testIgnore: process.env['VOLSCOPE_FIGURES'] ? [] : ['**/*figures.spec.ts'],
  outputDir: 'test-results/traces',
  // One Electron at a time: figures are taken in some specs, and a network holds some 700 MB.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
