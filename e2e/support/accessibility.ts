import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** Of the second theme only what depends on colours is looked at again. */
const themes = { dark: [], light: ['color-contrast'] } as const;

/** What axe finds on the page that is serious or critical, in either theme: "light color-contrast: .hint". */
export async function seriousFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  // Not by a script tag, which the page's content security policy refuses.
  await page.evaluate(axe.source);
  for (const [theme, rules] of Object.entries(themes)) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const { violations } = await page.evaluate(
      (only) =>
        (window as unknown as { axe: typeof axe }).axe.run({
          resultTypes: ['violations'],
          ...(only.length > 0 ? { runOnly: [...only] } : {}),
        }) as Promise<AxeResults>,
      rules,
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

/** Controls that can't be seen whole: beyond the window's edge or their bar's, or with more text than they have room for. */
export async function cutOffControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, select, input, h1, h2, h3, dt, dd, label',
    );
    return [...controls]
      .filter((element) => {
        const { width, height, left, right, top, bottom } = element.getBoundingClientRect();
        if (width === 0 || height === 0 || !element.checkVisibility({ visibilityProperty: true }))
          return false;
        const bar = element.closest('.top-bar, .status-bar, .compare-bar')?.getBoundingClientRect();
        const beyondBar = bar !== undefined && (top < bar.top - 1 || bottom > bar.bottom + 1);
        // A panel's own scroll bar lies over what reaches under it.
        const frame = element.closest('.compare-bar, .side-panel');
        const end = frame ? frame.getBoundingClientRect().left + frame.clientWidth : innerWidth;
        const beyond = left < -1 || right > end + 1 || beyondBar;
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
