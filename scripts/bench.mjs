import { inRoot } from './lib/paths.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { ensureTriton } from './lib/triton.mjs';

/** Benchmarks that need a Triton server. */
const onTriton = new Set(['transports', 'batch-server']);

/** `npm run bench [-- names...] [--runs N]`: speed and memory, side by side with MONAI where it can be set up. */
await main(async () => {
  await ensurePackages();
  const [{ build }, { benchBundles, bundleForNode }] = await Promise.all([
    import('./build.mjs'),
    import('./lib/bundle.mjs'),
  ]);
  await build(['engine']);
  await bundleForNode(benchBundles);
  const args = process.argv.slice(2);
  const env = { ...process.env };
  if (args.some((name) => onTriton.has(name))) env.VOLSCOPE_TEST_TRITON = await ensureTriton();
  return run(process.execPath, [inRoot('dist', 'bench', 'main.mjs'), ...args], { env });
});
