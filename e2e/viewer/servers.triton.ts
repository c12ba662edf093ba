import { join } from 'node:path';
import { makeHeld, type HeldModel } from '../../main/inference/triton/heldModel.ts';
import { startTriton, type TritonServer } from '../../main/inference/triton/testing.ts';
import { runCli } from '../support/cli.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { keepScreen } from '../support/pixels.ts';
import { sampleScan } from '../support/scans.ts';
import { pressSegment, segmentScan } from '../support/segmenting.ts';
import { fillServer, openServers } from '../support/servers.ts';

const model = 'spleen-monai-tutorial';

const test = base.extend<{ server: TritonServer; served: HeldModel; repository: string }>({
  repository: async ({ home, outFolder }, use) => {
    const repository = join(outFolder, 'repository');
    const options = ['--backend', 'python', '--threads', '2'];
    await runCli(home, 'models', 'export-triton', model, '--out', repository, ...options);
    await use(repository);
  },
  served: async ({ repository }, use) => {
    await use(makeHeld(repository, model));
  },
  // The model is changed before the server loads it.
  server: async ({ repository, served: _changed }, use) => {
    const server = await startTriton({ repository, models: [model, 'spleen_seg'] });
    await use(server);
    await server.kill();
  },
});

test('a server is added and chosen like this computer; it runs, is cancelled, and is lost', async ({
  launchOn,
  home,
  outFolder,
  server,
  served,
}) => {
  test.setTimeout(180_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await openServers(volscope);
  await fillServer(page, { name: 'GPU box', url: server.http });
  const models = page.getByTestId('server-model');
  await expect(models).toHaveCount(2, { timeout: 20_000 });
  await expect(models.filter({ hasText: model })).toHaveAttribute('data-fit', 'fits');
  await expect(models.filter({ hasText: 'spleen_seg' })).toHaveAttribute('data-fit', 'otherTensors');
  await expect(page.getByTestId('server-test')).toContainText(/Reachable · triton \d[\d.]* · \d+\.\d ms/);
  await keepScreen(volscope, 'triton-servers');
  await page.keyboard.press('Escape');

  const choice = page.getByTestId('model-choice');
  await choice.selectOption(`GPU box:${model}`);
  await expect(page.getByTestId('processor-choice')).toBeDisabled();
  // Nothing leaves this machine: nothing is asked.
  served.hold();
  await pressSegment(volscope);
  await expect(page.getByTestId('progress')).toContainText(`Triton (${server.http})`);
  await keepScreen(volscope, 'triton-running');
  await page.getByTestId('cancel-button').click();
  served.release();
  await expect(page.getByTestId('progress')).toHaveCount(0);
  await expect(page.getByTestId('volume-ml')).toHaveCount(0);

  await segmentScan(volscope);
  await expect(page.getByText(`In use: Triton (${server.http})`)).toBeVisible();
  const cli = await runCli(home, 'segment', sampleScan, '--out', join(outFolder, 'cli'), '--json');
  const { mask } = JSON.parse(cli) as { mask: { ml: number } };
  await expect(page.getByTestId('volume-ml')).toHaveText(`${mask.ml.toFixed(1)} mL`);
  await keepScreen(volscope, 'triton-mask');

  await server.kill();
  await choice.selectOption(`GPU box:${model}`);
  await pressSegment(volscope);
  await expect(page.getByTestId('banner')).toContainText('This computer goes on instead.', {
    timeout: 30_000,
  });
  await expect(page.getByText(/^In use: CPU \(/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('volume-ml').first()).toHaveText(`${mask.ml.toFixed(1)} mL`);
});
