import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Volscope } from './volscope.ts';

export const sampleScan = fileURLToPath(
  new URL('../../samples/cptac-pda_C3N-00249_ct_small.nii.gz', import.meta.url),
);

/** The sample's name without its ending: what its exports are called after. */
export const sampleStem = basename(sampleScan, '.nii.gz');

/** 512x512x102, 29 MB; beside the checkout where the tests are run with it. */
export const largeScan = fileURLToPath(
  new URL('../../../shared/data/cptac-pda_C3N-00249_ct.nii.gz', import.meta.url),
);

/** Waits until the scan of this name is on show: its slices are drawn and the window is called after it. */
export async function expectScan({ page, electron }: Volscope, path: string): Promise<void> {
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getTitle()))
    .toBe(`${basename(path)} – Volscope`);
  await expect(page.getByTestId('pane-axial')).toHaveAttribute('data-slice', /^\d+$/);
}

/** The sample under another name, in a folder of the test's. */
export async function copyOfSample(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await copyFile(sampleScan, path);
  return path;
}
