import { expect } from '@playwright/test';
import type { Volscope } from './volscope.ts';

export async function pressSegment({ page }: Volscope): Promise<void> {
  await page.getByTestId('segment-button').click();
}

/** Waits for the mask on screen. */
export async function expectMask({ page }: Volscope): Promise<void> {
  await expect(page.getByTestId('volume-ml')).toHaveText(/^\d+\.\d mL$/, { timeout: 60_000 });
}

/** Has the model look at the scan on show, and waits for its mask. */
export async function segmentScan(volscope: Volscope): Promise<void> {
  await pressSegment(volscope);
  await expectMask(volscope);
}

/** The volume of the first segment as the panel has it. */
export async function shownMl({ page }: Volscope): Promise<number> {
  return Number.parseFloat((await page.getByTestId('volume-ml').first().textContent()) ?? '');
}

/** Waits until all is drawn: the 3D picture too, at its finest. */
export async function expectSettled({ page }: Volscope): Promise<void> {
  const scene = page.locator('canvas[data-layer="scene"]');
  await expect(scene).toHaveAttribute('data-settled', 'true', { timeout: 60_000 });
}
