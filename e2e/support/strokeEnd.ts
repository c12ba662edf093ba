import type { Page } from '@playwright/test';

/** Till the page has it, and till the frame after that begins, which waits for what the page drew. In ms. */
export interface Since {
  readonly heldMs: number;
  readonly shownMs: number;
}

export interface AfterStroke {
  readonly numbers: Since;
  readonly surface: Since;
}

/**
 * To be called before the button is released. @returns waits for the time from then till the numbers, and the surface, are
 * others: no frame is asked for meanwhile
 */
export async function watchStrokeEnd(page: Page): Promise<() => Promise<AfterStroke>> {
  await page.evaluate(() => {
    const shown = {
      numbers: () => document.querySelector('[data-testid="volume-ml"]')?.textContent,
      surface: () => document.querySelector<HTMLElement>('canvas[data-layer="scene"]')?.dataset['triangles'],
    };
    const holder = window as { strokeEnd?: Promise<AfterStroke> };
    const released = new Promise<number>((resolve) => {
      const begin = ({ timeStamp }: Event) => resolve(timeStamp);
      window.addEventListener('pointerup', begin, { capture: true, once: true });
    });
    const since = async (what: keyof AfterStroke): Promise<Since> => {
      const before = shown[what]();
      const start = await released;
      await new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (shown[what]() === before) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body, {
          ...{ subtree: true, childList: true, attributes: true, characterData: true },
        });
      });
      const heldMs = performance.now() - start;
      await new Promise(requestAnimationFrame);
      return { heldMs, shownMs: performance.now() - start };
    };
    holder.strokeEnd = Promise.all([since('numbers'), since('surface')]).then(([numbers, surface]) => ({
      numbers,
      surface,
    }));
  });
  return () => page.evaluate(() => (window as { strokeEnd?: Promise<AfterStroke> }).strokeEnd!);
}
