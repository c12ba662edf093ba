import type { Page } from '@playwright/test';

/**
 * Drops files on the middle of the window, as a file manager does: the page gets real `File`s, from which the
 * preload reads their paths.
 */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  // A page that is still loading has nothing to drop on.
  await page.getByTestId('drop-input').waitFor({ state: 'attached' });
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  }
  await session.detach();
}
