import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { expect, test } from '../support/fixtures.ts';
import { copyOfSample, expectScan, sampleScan } from '../support/scans.ts';
import { chooseToOpen } from '../support/dialogs.ts';
import { definedEnv, launchArguments } from '../support/volscope.ts';

const electronExecutable = createRequire(import.meta.url)('electron') as string;

test('a scan named on the command line is opened', async ({ launch }) => {
  await expectScan(await launch(sampleScan), sampleScan);
});

test('the open dialog opens what was chosen', async ({ volscope }) => {
  await chooseToOpen(volscope, [sampleScan]);
  await volscope.page.evaluate(() => window.volscope.openDialog());
  await expectScan(volscope, sampleScan);
});

test('recent files are kept between starts, newest first, and open again', async ({ outFolder, launch }) => {
  const [older, newer] = [
    await copyOfSample(outFolder, 'older.nii.gz'),
    await copyOfSample(outFolder, 'newer.nii.gz'),
  ];
  const first = await launch(older);
  await expectScan(first, older);
  await chooseToOpen(first, [newer]);
  await first.page.evaluate(() => window.volscope.openDialog());
  await expectScan(first, newer);
  await first.electron.close();

  const second = await launch();
  const recent = second.page.getByRole('navigation', { name: 'Recent files' }).getByRole('button');
  await expect(recent).toHaveText(['newer.nii.gz', 'older.nii.gz']);
  await recent.last().click();
  await expectScan(second, older);
});

test('a second start hands its scan to the window that is open, and ends', async ({ home, launch }) => {
  const first = await launch();
  const second = spawn(electronExecutable, launchArguments([sampleScan]), {
    env: { ...definedEnv(), VOLSCOPE_HOME: home },
    stdio: 'ignore',
  });
  const [exitCode] = (await once(second, 'exit')) as [number];
  expect(exitCode).toBe(0);
  await expectScan(first, sampleScan);
});
