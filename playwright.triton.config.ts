import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** What a user does with a Triton server: `npm run test:triton`. */
export default defineConfig(base, {
  testMatch: '**/*.triton.ts',
  reporter: [['list'], ['json', { outputFile: 'test-results/triton-e2e.json' }]],
});
