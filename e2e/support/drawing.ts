import type { Page } from '@playwright/test';
import { test } from './fixtures.ts';
import type { Drawing } from './volscope.ts';

/** How figures are called by who draws. */
export const drawings: Readonly<Record<Drawing, string>> = {
  none: 'drawing left out',
  software: 'drawn by the processor',
};

/** Skips the test, and says so, where drawing was to be left out and is not: without Mesa's drivers another one draws. */
export async function skipUnlessDrawnBy(page: Page, drawing: Drawing): Promise<void> {
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    const name = gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    return name;
  });
  test.skip(drawing === 'none' && !renderer.includes('NOOP'), `Here "${renderer}" draws: it takes Mesa.`);
}
