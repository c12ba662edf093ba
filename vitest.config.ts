import { defineConfig } from 'vitest/config';
import { pythonAsText } from './scripts/lib/pythonAsText.mjs';

export default defineConfig({
  plugins: [pythonAsText],
  test: {
    include: ['main/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.ts', 'bench/**/*.test.ts'],
    // The command line is tested as a process: it has to be built.
    globalSetup: 'scripts/lib/buildForTests.mjs',
    // Two files at a time: the network's tests hold some 700 MB each.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
