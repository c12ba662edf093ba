import type { Page } from '@playwright/test';

interface Key {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly shiftKey?: boolean;
}

/**
 * The JavaScript work of a key, in ms, pressed `times` times one after the other: the handler, what React does then, and
 * the frame that draws.
 */
export async function workOfKeys(page: Page, key: Key, times: number): Promise<number[]> {
  return page.evaluate(
    async ([pressed, count]) => {
      const ask = window.requestAnimationFrame.bind(window);
      const nextFrame = () => new Promise((done) => ask(done));
      const works: number[] = [];
      let work = 0;
      window.requestAnimationFrame = (callback) =>
        ask((now) => {
          const start = performance.now();
          callback(now);
          work += performance.now() - start;
        });
      for (let n = 0; n < count; n += 1) {
        await nextFrame();
        work = 0;
        const start = performance.now();
        window.dispatchEvent(new KeyboardEvent('keydown', pressed));
        // React's turn comes in a microtask.
        await Promise.resolve();
        work += performance.now() - start;
        await nextFrame();
        await nextFrame();
        performance.measure('key', { start, duration: work });
        works.push(work);
      }
      window.requestAnimationFrame = ask;
      return works;
    },
    [key, times] as const,
  );
}

/** Tells, from call to call, the processor time that the page's thread spent in JavaScript, in ms. */
export const watchScriptMs = (page: Page) => watchThreadMs(page, 'ScriptDuration');

/** The same of all that the thread did, what comes in messages from other processes included. */
export const watchTaskMs = (page: Page) => watchThreadMs(page, 'TaskDuration');

async function watchThreadMs(
  page: Page,
  metric: 'ScriptDuration' | 'TaskDuration',
): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let last = 0;
  const since = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const now = 1000 * (metrics.find(({ name }) => name === metric)?.value ?? NaN);
    const spent = now - last;
    last = now;
    return spent;
  };
  await since();
  return since;
}

/** Waits until what the page was asked for is drawn: its frame comes before the one that is asked for now. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(requestAnimationFrame));
}
