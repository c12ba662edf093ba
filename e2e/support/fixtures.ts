import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { expectScan, sampleScan } from './scans.ts';
import { launchVolscope, type Drawing, type Volscope } from './volscope.ts';

interface Fixtures {
  /** False for an app that is started for the first time, and shows its tour. */
  readonly tourSeen: boolean;
  readonly drawing: Drawing;
  /** VOLSCOPE_HOME: new for each test, and gone after it. */
  readonly home: string;
  /** A folder for what the test exports. */
  readonly outFolder: string;
  /** What the page complained of. A test that causes complaints takes them out (`errors.splice(0)`). */
  readonly errors: string[];
  /** Starts the app; several times in turn where a test is about a restart. */
  readonly launch: (...files: string[]) => Promise<Volscope>;
  /** Starts the app on a scan, the sample if none is named, and waits until it is on show. */
  readonly launchOn: (scan?: string) => Promise<Volscope>;
  /** The app, started without a scan. */
  readonly volscope: Volscope;
}

export const test = base.extend<Fixtures>({
  tourSeen: [true, { option: true }],
  drawing: ['software', { option: true }],
  home: async ({ tourSeen }, use) =>
    useFolder('volscope-home-', async (folder) => {
      await writeFile(join(folder, 'settings.json'), JSON.stringify({ tourSeen }));
      await use(folder);
    }),
  outFolder: async ({}, use) => useFolder('volscope-out-', use),
  errors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, 'the page logs no errors').toEqual([]);
  },
  launch: async ({ home, errors, drawing }, use) => {
    const launched: Volscope[] = [];
    await use(async (...files) => {
      const volscope = await launchVolscope(home, files, drawing);
      launched.push(volscope);
      volscope.page.on('pageerror', (error) => errors.push(error.message));
      volscope.page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return volscope;
    });
    for (const volscope of launched) await volscope.electron.close();
  },
  launchOn: async ({ launch }, use) =>
    use(async (scan = sampleScan) => {
      const volscope = await launch(scan);
      await expectScan(volscope, scan);
      return volscope;
    }),
  volscope: async ({ launch }, use) => use(await launch()),
});

export { expect };

async function useFolder(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await use(folder);
  await rm(folder, { recursive: true, force: true });
}
