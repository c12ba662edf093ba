import { expect, test } from 'vitest';
import { brief, warmUpLabels, warmUpSurface } from './warmUp.ts';

test('the warm-up runs to its end: its ball fits what the label functions expect', async () => {
  await expect(warmUpLabels()).resolves.toBeUndefined();
  await expect(warmUpLabels(brief)).resolves.toBeUndefined();
  await expect(warmUpSurface()).resolves.toBeUndefined();
});
