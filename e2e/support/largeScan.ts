import { existsSync } from 'node:fs';
import { skipUnlessDrawnBy } from './drawing.ts';
import { test } from './fixtures.ts';
import { largeScan } from './scans.ts';
import { expectSettled, segmentScan } from './segmenting.ts';
import type { Drawing, Volscope } from './volscope.ts';

/** Skips the test, and says so, where the 29 MB scan is not at hand. */
export function skipWithoutLargeScan(): void {
  test.skip(!existsSync(largeScan), 'The 29 MB scan is not beside this checkout (../shared/data).');
}

/** The app with the 29 MB scan and its mask, all of it drawn; skips the test where scan or drawing can't be had. */
export async function launchOnLargeScan(
  launchOn: (scan: string) => Promise<Volscope>,
  drawing: Drawing,
): Promise<Volscope> {
  skipWithoutLargeScan();
  const volscope = await launchOn(largeScan);
  await skipUnlessDrawnBy(volscope.page, drawing);
  await segmentScan(volscope);
  await expectSettled(volscope);
  return volscope;
}
