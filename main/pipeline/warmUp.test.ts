import { expect, test } from 'vitest';
import { warmUpLabels, warmUpSegments } from './warmUp.ts';

test('the warm-up runs to its end: its ball fits what the label functions expect', async () => {
  await expect(warmUpLabels()).resolves.toBeUndefined();
  await expect(warmUpSegments()).resolves.toBeUndefined();
});
