import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from '@playwright/test';
import type { Volscope } from './volscope.ts';

const screens = fileURLToPath(new URL('../../test-results/screens', import.meta.url));

/** Keeps a picture of the window where a person can look: test-results/screens/<name>.png. */
export async function keepScreen({ page }: Volscope, name: string): Promise<void> {
  await page.screenshot({ path: join(screens, `${name}.png`) });
}

/** The same as the system sees the window: Playwright's own pictures show a page that is enlarged cut off. */
export async function keepWindow({ electron, page }: Volscope, name: string): Promise<void> {
  // The last change is on screen some frames after the page has made it.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  });
  const png = await electron.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0].webContents.capturePage();
    return picture.toPNG().toString('base64');
  });
  await mkdir(screens, { recursive: true });
  await writeFile(join(screens, `${name}.png`), Buffer.from(png, 'base64'));
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of the pixel `x` from the left, `y` from the top. */
  at(x: number, y: number): readonly [number, number, number];
}

/** What an element looks like on screen, pixel by pixel. */
export async function pictureOf(volscope: Volscope, element: Locator): Promise<Picture> {
  return pictureFromPng(volscope, await element.screenshot({ animations: 'disabled' }));
}

/** A PNG file, pixel by pixel. */
export async function pictureFromFile(volscope: Volscope, path: string): Promise<Picture> {
  return pictureFromPng(volscope, await readFile(path));
}

async function pictureFromPng({ electron }: Volscope, png: Buffer): Promise<Picture> {
  const { width, height, bgra } = await electron.evaluate(({ nativeImage }, base64) => {
    const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'));
    return { ...image.getSize(), bgra: image.toBitmap().toString('base64') };
  }, png.toString('base64'));
  const bytes = Buffer.from(bgra, 'base64');
  return {
    width,
    height,
    at: (x, y) => {
      const offset = (y * width + x) * 4;
      return [bytes[offset + 2], bytes[offset + 1], bytes[offset]];
    },
  };
}
