import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { ofHospital } from '../../main/inference/triton/tlsProxy.ts';
import { chooseToOpen } from '../support/dialogs.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen } from '../support/pixels.ts';
import { expectMask, pressSegment } from '../support/segmenting.ts';
import { fillServer, openServers } from '../support/servers.ts';

/** A web server that is no inference server. @returns its URL */
async function startWebServer(): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => response.end('<p>Welcome</p>'));
  return { url: `http://127.0.0.1:${await portOf(server)}`, server };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const rowOf = (page: Page, name: string) =>
  page.getByTestId('server-row').and(page.locator(`[data-name="${name}"]`));

/** Every file of the application-data folder but Chromium's own. */
async function filesIn(home: string): Promise<string> {
  const entries = await readdir(home, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFile(join(home, name), 'utf8'));
  return (await Promise.all(files)).join('\n');
}

test('servers are added, tested, edited and removed; what is wrong with one is said, and a token stays secret', async ({
  volscope,
  home,
}) => {
  const { page } = volscope;
  const web = await startWebServer();
  await openServers(volscope);

  await fillServer(page, { name: '', url: 'ftp://gpu' });
  await expect(page.getByText('Give it a name without a colon.')).toBeVisible();
  await expect(page.getByText(/^Write http:\/\//)).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Web');
  await page.getByLabel('URL', { exact: true }).fill(web.url);
  await page.getByLabel('Token', { exact: true }).fill('a-secret-of-the-tests');
  await page.getByTestId('server-save').click();
  await expect(rowOf(page, 'Web').getByTestId('server-test')).toHaveAttribute('data-state', 'failed');
  await expect(rowOf(page, 'Web')).toContainText(
    "can't be talked to (it does not answer as an inference server does)",
  );

  web.server.close();
  web.server.closeAllConnections();
  await rowOf(page, 'Web').getByRole('button', { name: 'Test Web' }).click();
  await expect(rowOf(page, 'Web')).toContainText('does not answer (nothing listens there)');

  await page.getByTestId('server-add').click();
  await fillServer(page, { name: 'Far away', url: 'http://gpu.invalid:8000' });
  await expect(rowOf(page, 'Far away')).toContainText('no machine of that name is known', {
    timeout: 20_000,
  });
  await expect(rowOf(page, 'Far away')).toContainText('Without TLS');
  await keepScreen(volscope, 'servers');

  expect(await filesIn(home)).not.toContain('a-secret-of-the-tests');
  const shown = await page.evaluate(() => window.volscope.start());
  expect(shown.servers.map(({ name, token }) => [name, token === 'none'])).toEqual([
    ['Web', false],
    ['Far away', true],
  ]);
  expect(JSON.stringify(shown)).not.toContain('a-secret-of-the-tests');

  await page.getByRole('button', { name: 'Edit Web' }).click();
  await fillServer(page, { name: 'Far away', url: web.url });
  await expect(page.getByText('Another server has this name.')).toBeVisible();
  await keepScreen(volscope, 'server-form');
  await fillServer(page, { name: 'Lab', url: web.url });
  await expect(rowOf(page, 'Lab')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Far away' }).click();
  await expect(page.getByTestId('server-row')).toHaveCount(1);
});

const inFixtures = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

test("the certificate of a hospital's own authority is chosen as a file, kept, and left out again", async ({
  volscope,
  home,
}) => {
  const { page } = volscope;
  const { key, cert } = ofHospital;
  const web = createTlsServer({ key, cert }, (_request, response) => response.end('<p>Welcome</p>'));
  const url = `https://localhost:${await portOf(web)}`;
  const row = rowOf(page, 'Clinic');
  const authority = page.getByTestId('server-authority');
  const choose = page.getByRole('button', { name: 'Choose a file' });
  const unknown = /certificate of an authority that is not known here .*choose the authority's certificate/;

  await openServers(volscope);
  await fillServer(page, { name: 'Clinic', url });
  await expect(row).toContainText(unknown);

  await page.getByRole('button', { name: 'Edit Clinic' }).click();
  await expect(authority).toHaveText('Those that are known everywhere.');
  await chooseToOpen(volscope, [inFixtures('README.md')]);
  await choose.click();
  await expect(page.getByText('This file holds no certificate (PEM)')).toBeVisible();
  await chooseToOpen(volscope, [inFixtures('tls/authorityExpired.crt')]);
  await choose.click();
  await expect(authority).toContainText('expired on');
  await chooseToOpen(volscope, [inFixtures('tls/authority.crt')]);
  await choose.click();
  await expect(authority).toContainText('CN=Hospital CA of the tests, O=Hospital of the tests, valid until');
  await keepScreen(volscope, 'server-authority');
  await page.getByTestId('server-save').click();

  // Its certificate is taken now: what it answers is read.
  await expect(row).toContainText('it does not answer as an inference server does');
  await expect(row).toContainText('Trusted for it: CN=Hospital CA of the tests');
  await keepScreen(volscope, 'server-trusted');
  expect(await filesIn(home)).toContain('-----BEGIN CERTIFICATE-----');

  await page.getByRole('button', { name: 'Edit Clinic' }).click();
  await page.getByRole('button', { name: 'Leave out' }).click();
  await page.getByTestId('server-save').click();
  await expect(row).toContainText(unknown);
  expect(await filesIn(home)).not.toContain('-----BEGIN CERTIFICATE-----');
  web.close();
  web.closeAllConnections();
});

test('what leaves the computer is said and asked once; a server that is lost leaves the scan to this computer', async ({
  home,
  launchOn,
}) => {
  const servers = [{ name: 'Far away', url: 'http://gpu.invalid:8000' }];
  await writeFile(
    join(home, 'settings.json'),
    JSON.stringify({ servers, serverName: 'Far away', tourSeen: true }),
  );
  const volscope = await launchOn();
  const { page } = volscope;
  const question = page.getByTestId('send-question');

  await pressSegment(volscope);
  await expect(question).toContainText('the cropped voxels, no header, no name');
  await expect(question).toContainText('Without TLS');
  await keepScreen(volscope, 'send-question');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('progress')).toHaveCount(0);

  await pressSegment(volscope);
  await question.getByTestId('send-yes').click();
  await expectMask(volscope);
  const note = /The server at .* does not answer .* This computer goes on instead\./;
  await expect(page.getByTestId('banner')).toContainText(note);
  await expect(page.locator('.group-content')).toContainText(note);
  await expect(page.getByText(/^In use: CPU \(/)).toBeVisible();
  await keepScreen(volscope, 'server-lost');

  await pressSegment(volscope);
  await expect(page.getByTestId('progress')).toBeVisible();
  await expect(question).toHaveCount(0);
  const kept = JSON.parse(await readFile(join(home, 'settings.json'), 'utf8')) as { servers: unknown };
  expect(kept.servers).toEqual([{ ...servers[0], agreed: true }]);
});
