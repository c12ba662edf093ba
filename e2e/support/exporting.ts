import { expect } from '@playwright/test';
import { chooseToOpen } from './dialogs.ts';
import type { Volscope } from './volscope.ts';

export type Product =
  'mask' | 'contour' | 'surface' | 'surfaceObj' | 'surfaceGlb' | 'csv' | 'report' | 'pdf' | 'picture';

/** Opens the Export dialog and has it write into this folder. */
export async function exportInto(volscope: Volscope, folder: string): Promise<void> {
  const { page } = volscope;
  await chooseToOpen(volscope, [folder]);
  await page.getByTestId('export-open').click();
  await page.getByTestId('export-choose-folder').click();
  await expect(page.getByTestId('export-folder')).toHaveText(folder.split('/').at(-1) ?? '');
}

/** Ticks these products and no others. */
export async function tickProducts({ page }: Volscope, products: readonly Product[]): Promise<void> {
  const boxes = page.getByTestId('export-dialog').getByRole('checkbox', { disabled: false });
  for (const box of await boxes.all()) await box.uncheck();
  for (const product of products) await page.getByTestId(`export-${product}`).check();
}

/** Presses Export, and waits until all that is ticked is written. */
export async function startExport({ page }: Volscope, count: number): Promise<void> {
  await page.getByTestId('export-start').click();
  const sentence = count === 1 ? '1 file is in' : `${count} files are in`;
  await expect(page.getByTestId('export-result')).toContainText(sentence, { timeout: 60_000 });
}

/** Writes products of the scan on show into a folder, by the Export dialog, which is closed again then. */
export async function exportProducts(
  volscope: Volscope,
  folder: string,
  products: readonly Product[],
): Promise<void> {
  await exportInto(volscope, folder);
  await tickProducts(volscope, products);
  await startExport(volscope, products.length);
  await volscope.page.getByTestId('export-close').click();
}
