import { main } from './lib/say.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** `npm run -s cli -- ...`: the command line of this checkout, built if need be. */
await main(async () => {
  await ensurePackages();
  const { build } = await import('./build.mjs');
  await build(['engine']);
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return run(process.execPath, [inRoot('dist', 'main', 'cli.mjs'), ...process.argv.slice(2)], { cwd });
});
