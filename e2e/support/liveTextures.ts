import type { Page } from '@playwright/test';

/** Counts textures from now on. @returns tells how many were made and not deleted since */
export async function watchTextures(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const { prototype } = WebGL2RenderingContext;
    const { createTexture, deleteTexture } = prototype;
    const live = new Set<WebGLTexture>();
    (window as { liveTextures?: Set<WebGLTexture> }).liveTextures = live;
    prototype.createTexture = function () {
      const texture = createTexture.call(this);
      live.add(texture);
      return texture;
    };
    prototype.deleteTexture = function (texture) {
      if (texture) live.delete(texture);
      deleteTexture.call(this, texture);
    };
  });
  return () =>
    page.evaluate(() => (window as { liveTextures?: Set<WebGLTexture> }).liveTextures?.size ?? NaN);
}
