import { existsSync } from 'node:fs';
import { dropFiles } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { copyOfSample, expectScan, largeScan } from './support/scans.ts';
import { expectSettled } from './support/segmenting.ts';
import type { Volscope } from './support/volscope.ts';

/** Memory in MB of the processes that hold a scan: the engine and the page. */
async function heldMb({ electron }: Volscope): Promise<number> {
  return electron.evaluate(({ app }) => {
    const holders = app
      .getAppMetrics()
      .filter(({ name, type }) => name === 'volscope-engine' || type === 'Tab');
    return holders.reduce((sum, { memory }) => sum + memory.workingSetSize / 1024, 0);
  });
}

test('a second scan frees the first: five times the 53 MB scan takes no more than once', async ({
  volscope,
  outFolder,
}) => {
  test.skip(!existsSync(largeScan), 'The 29 MB scan is not beside this checkout (../shared/data).');
  test.setTimeout(240_000);
  const { page } = volscope;
  const other = await copyOfSample(outFolder, 'between.nii.gz');
  const openLarge = async () => {
    await dropFiles(page, [largeScan]);
    await expectScan(volscope, largeScan);
    await expectSettled(volscope);
  };
  await openLarge();
  const once = await heldMb(volscope);
  for (let time = 0; time < 4; time++) {
    await dropFiles(page, [other]);
    await expectScan(volscope, other);
    await openLarge();
  }
  // Four scans that were kept would be 8 x 53 MB in the two processes; garbage may wait for its collector.
  await expect.poll(() => heldMb(volscope), { timeout: 30_000 }).toBeLessThan(once + 2 * 53);
});
