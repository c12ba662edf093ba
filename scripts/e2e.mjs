import { prepareElectron, softwareGraphics } from './lib/prepare.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { startXvfb } from './lib/xvfb.mjs';

/** `npm run test:e2e [-- PLAYWRIGHT'S ARGUMENTS]`: the end-to-end tests in a real Electron, out of sight where that can be. */
await main(async () => {
  const { env, flags } = await prepareElectron({ xvfb: true });
  const { build } = await import('./build.mjs');
  await build();
  const server = process.platform === 'linux' ? await startXvfb() : undefined;
  try {
    const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js');
    return await run(process.execPath, [playwright, 'test', ...process.argv.slice(2)], {
      env: {
        ...process.env,
        ...env,
        ...(server && { DISPLAY: server.display }),
        VOLSCOPE_TEST_FLAGS: [...flags, ...softwareGraphics].join(' '),
      },
    });
  } finally {
    server?.stop();
  }
});
