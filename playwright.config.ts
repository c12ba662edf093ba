import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // Figures are taken on purpose (npm run figures): a loaded machine must not fail what works.
  // Pixels of slabs and of the 3D view differ on a loaded machine, whose pictures are coarser: taken on purpose as well.
  testIgnore: process.env['VOLSCOPE_FIGURES']
    ? []
    : ['**/figures.spec.ts', '**/viewer/navigation.spec.ts', '**/viewer/volume.spec.ts'],
  outputDir: 'test-results/traces',
  // One Electron at a time: figures are taken in some specs, and a network holds some 700 MB.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
