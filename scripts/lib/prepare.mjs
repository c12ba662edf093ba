import { ensureElectron } from './electron.mjs';
import { ensurePackages } from './packages.mjs';
import { isRoot, ensureSystemLibraries } from './system.mjs';

/** Chromium's flags to draw WebGL without a GPU. */
export const softwareGraphics = ['--use-gl=angle', '--use-angle=swiftshader', '--ignore-gpu-blocklist'];

/**
 * Everything that Electron needs before it can start.
 * @param {{ xvfb: boolean }} wants
 * @returns {Promise<{ executable: string, env: NodeJS.ProcessEnv, flags: readonly string[] }>}
 */
export async function prepareElectron({ xvfb }) {
  await ensurePackages();
  const { executable, env } = await ensureElectron();
  await ensureSystemLibraries(executable, { xvfb });
  // Chromium's sandbox refuses to work for root.
  return { executable, env, flags: isRoot && process.platform === 'linux' ? ['--no-sandbox'] : [] };
}
