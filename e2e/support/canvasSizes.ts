import type { Page } from '@playwright/test';

/** @returns tells the sizes that the pictures' canvas has had since, the one at the start among them */
export async function watchCanvasSizes(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(
    () =>
      new Promise<void>((observed) => {
        const holder = window as { sizesPx?: string[] };
        const sizes = (holder.sizesPx = [] as string[]);
        new ResizeObserver(([entry]) => {
          const { width, height } = entry!.contentRect;
          sizes.push(`${width} x ${height}`);
          observed();
        }).observe(document.querySelector('canvas[data-layer="scene"]')!);
      }),
  );
  return () => page.evaluate(() => (window as { sizesPx?: string[] }).sizesPx ?? []);
}
