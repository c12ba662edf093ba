import { expect, type Page } from '@playwright/test';
import type { Volscope } from './volscope.ts';

/** Opens the servers from the menu, and the form for one more. */
export async function openServers({ electron, page }: Volscope): Promise<void> {
  await expect(
    page.getByTestId('sample-button').or(page.getByTestId('segment-button')).first(),
  ).toBeVisible();
  await electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Servers…')?.click();
  });
  await page.getByTestId('server-add').click();
}

/** Fills the form in and saves it. */
export async function fillServer(page: Page, { name, url }: { name: string; url: string }): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('URL', { exact: true }).fill(url);
  await page.getByTestId('server-save').click();
}
