import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { prepareElectron, softwareGraphics } from './lib/prepare.mjs';
import { inRoot, root, sampleScan } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { Halt, main, say } from './lib/say.mjs';
import { hasDisplay } from './lib/system.mjs';
import { startXvfb } from './lib/xvfb.mjs';

/** `npm start [-- SCAN...]`: gets what is missing, builds, and opens the app on the scan, else on the sample. */
await main(async () => {
  const named = process.argv.slice(2);
  const scans = named.length > 0 ? named.map(fromCallersFolder) : [sampleScan];
  const { executable, env, flags } = await prepareElectron({ xvfb: !hasDisplay });
  const { build } = await import('./build.mjs');
  await build(['shell', 'engine', 'renderer']);
  if (flags.includes('--no-sandbox')) say("Running as root: without Chromium's sandbox.");
  if (hasDisplay) return run(executable, [...flags, root, ...scans], { env: { ...process.env, ...env } });

  const out = inRoot('out');
  say('There is no display: opening the scan off-screen, segmenting it and writing the results to out/.');
  const { display, stop } = await startXvfb();
  try {
    // Chromium's own lines about a desktop that is not there would only alarm.
    const args = [...flags, ...softwareGraphics, '--log-level=3', root, `--autopilot=${out}`, ...scans];
    return await run(executable, args, { env: { ...process.env, ...env, DISPLAY: display } });
  } finally {
    stop();
  }
});

/** Paths are meant from where npm was called, not from the checkout. */
function fromCallersFolder(scan) {
  const path = isAbsolute(scan) ? scan : join(process.env.INIT_CWD ?? process.cwd(), scan);
  if (!existsSync(path)) throw new Halt(`There is no file ${path}.`, 3);
  return path;
}
