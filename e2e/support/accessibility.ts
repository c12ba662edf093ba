import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const themes = ['dark', 'light'] as const;

/** What axe finds on the page that is serious or critical, in either theme: "light color-contrast: .hint". */
export async function seriousFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  // Not by a script tag, which the page's content security policy refuses.
  await page.evaluate(axe.source);
  for (const theme of themes) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const { violations } = await page.evaluate(
      () => (window as unknown as { axe: typeof axe }).axe.run() as Promise<AxeResults>,
    );
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      found.push(
        ...nodes.map(({ target, any }) => `${theme} ${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
      );
    }
  }
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  return found;
}

/** Controls that can't be seen whole: beyond the window's edge, or with more text than they have room for. */
export async function cutOffControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, select, input, h1, h2, h3, dt, dd, label',
    );
    return [...controls]
      .filter((element) => {
        const { width, height, left, right } = element.getBoundingClientRect();
        if (width === 0 || height === 0 || !element.checkVisibility({ visibilityProperty: true }))
          return false;
        const beyond = left < -1 || right > innerWidth + 1;
        // A name that is shortened says so by its dots, and whole in its title.
        const shortened = getComputedStyle(element).textOverflow === 'ellipsis';
        const tooNarrow =
          !shortened && element.tagName !== 'INPUT' && element.scrollWidth > element.clientWidth + 1;
        return beyond || (tooNarrow && getComputedStyle(element).display !== 'inline');
      })
      .map(
        (element) => `${element.tagName} ${element.textContent || element.getAttribute('aria-label') || ''}`,
      );
  });
}
