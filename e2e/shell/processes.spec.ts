import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { copyOfSample, expectScan } from '../support/scans.ts';
import { killProcess, processId, type ProcessName } from '../support/volscope.ts';

test('an engine that dies is started again, says so, and has the scan open again', async ({
  outFolder,
  home,
  launch,
}) => {
  const scan = await copyOfSample(outFolder, 'doe_john.nii.gz');
  const volscope = await launch(scan);
  await expectScan(volscope, scan);
  const dead = await killProcess(volscope, 'volscope-engine');

  await expect(volscope.page.getByTestId('banner')).toContainText('The engine stopped unexpectedly');
  await expect.poll(() => processId(volscope, 'volscope-engine')).not.toBe(dead);
  await expectScan(volscope, scan);
  // The new engine knows the scan: it has to, to segment it.
  await volscope.page.getByRole('button', { name: 'Segment', exact: true }).click();
  await expect(volscope.page.getByText(/\d mL/).first()).toBeVisible({ timeout: 40_000 });

  const log = await readFile(join(home, 'logs', 'volscope.log'), 'utf8');
  expect(log).toContain('The engine process ended');
  expect(log).not.toContain('doe');
});

test('a page that dies is loaded again with its scan', async ({ outFolder, launch, errors }) => {
  const scan = await copyOfSample(outFolder, 'scan.nii.gz');
  const volscope = await launch(scan);
  await expectScan(volscope, scan);
  // Playwright gives a page up once it has crashed: the window itself is asked what it shows.
  const banner = await volscope.electron.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0];
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    await loaded;
    return (await webContents.executeJavaScript(`new Promise((resolve) => {
      const look = () => {
        const banner = document.querySelector('[data-testid="banner"]');
        const drawn = document.querySelector('[data-testid="pane-axial"][data-slice]');
        if (banner && drawn) resolve(banner.textContent);
        else requestAnimationFrame(look);
      };
      look();
    })`)) as string;
  });
  expect(banner).toContain('The window stopped unexpectedly');
  errors.splice(0);
});

test('nothing is left running when the window is closed', async ({ volscope }) => {
  const names: ProcessName[] = ['volscope-engine', 'volscope-inference'];
  const ids = await Promise.all(names.map((name) => processId(volscope, name)));
  expect(ids.every((id) => id !== undefined)).toBe(true);
  await volscope.electron.close();
  for (const id of ids) await expect(access(`/proc/${id}`)).rejects.toThrow();
});
