import { defineConfig } from 'vitest/config';
import { pythonAsText } from './scripts/lib/pythonAsText.mjs';

/** Tests that need a Triton server: `npm run test:triton`. */
export default defineConfig({
  plugins: [pythonAsText],
  test: {
    include: ['main/**/*.triton.ts', 'bench/**/*.triton.ts'],
    globalSetup: 'scripts/lib/buildForTests.mjs',
    // One file at a time: each starts servers, which have the cores to themselves.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
