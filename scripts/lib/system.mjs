import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { quietOutput, run } from './run.mjs';
import { Halt, say } from './say.mjs';

/** What Electron needs of a bare Debian or Ubuntu; newer releases give some of them a name that ends in t64. */
const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libatspi2.0-0',
  'libdrm2',
  'libxkbcommon0',
  'libx11-xcb1',
];
const xvfbPackages = ['xvfb'];

export const isRoot = process.getuid?.() === 0;
export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * On Linux: sees to the shared libraries that Electron is linked with, and to Xvfb where it is wanted.
 * @param {string} executable Electron's
 * @param {{ xvfb: boolean }} wants
 */
export async function ensureSystemLibraries(executable, { xvfb }) {
  if (process.platform !== 'linux') return;
  const missing = [
    ...(missingLibraries(executable).length > 0 ? electronLibraries : []),
    ...(xvfb && !isInPath('Xvfb') ? xvfbPackages : []),
  ];
  if (missing.length === 0) return;
  if (!isInPath('apt-get')) {
    throw new Halt(
      `Electron needs system libraries: ${missingLibraries(executable).join(', ') || 'none'}${xvfb ? ', and Xvfb' : ''}. ` +
        "Install them with this system's package manager, then try again.",
    );
  }
  if (!isRoot) {
    throw new Halt(
      `System libraries are missing. Install them, then try again:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${named(missing).join(' ')}`,
    );
  }
  await aptInstall(missing);
}

/**
 * Installs packages of Debian or Ubuntu. What a mirror does not give is asked for again, for they are at times without a file.
 * @param {readonly string[]} packages by the names of older releases
 */
export async function aptInstall(packages) {
  say(`Installing (apt-get): ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120'];
  const apt = (...args) => run('apt-get', [...options, ...args], { ...quietOutput, env });
  await apt('update');
  if ((await apt('install', '-y', '--no-install-recommends', ...named(packages))) !== 0)
    throw new Halt('Packages of the system could not be installed: see the lines above.');
}

function missingLibraries(executable) {
  const listing = execFileSync('ldd', [executable], { encoding: 'utf8' });
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library);
}

/** The names that this release's package lists know. */
function named(packages) {
  const isKnown = (name) => {
    try {
      return /Candidate: (?!\(none\))/.test(
        execFileSync('apt-cache', ['policy', name], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: 'C' },
        }),
      );
    } catch {
      return false;
    }
  };
  return packages.map((name) => (isKnown(`${name}t64`) ? `${name}t64` : name));
}

function isInPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
