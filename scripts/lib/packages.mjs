import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { npm, quietOutput } from './run.mjs';
import { Halt, say } from './say.mjs';

/** Installs the packages of package-lock.json where they are missing or of other versions. */
export async function ensurePackages() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Halt(
      `Node ${process.versions.node} is too old: Volscope needs Node 20.19 or newer (nodejs.org).`,
    );
  }
  if (packagesAreInstalled()) return;
  say('Installing packages (npm ci): a minute on the first start.');
  if ((await npm(['ci', '--loglevel=error'], quietOutput)) !== 0) {
    throw new Halt('The packages could not be installed: see the lines above, then try again.');
  }
}

function packagesAreInstalled() {
  // npm keeps a copy of the lock of what it has installed.
  const installedLock = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = readLock(inRoot('package-lock.json'));
  const installed = readLock(installedLock);
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '') return true;
    return folder in installed ? installed[folder].version === version : optional === true;
  });
}

function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
