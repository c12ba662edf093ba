import { pathToFileURL } from 'node:url';
import { bundleForNode, bundleRenderer, engineBundles, shellBundles } from './lib/bundle.mjs';
import { Halt, main, say } from './lib/say.mjs';
import { unlessUpToDate } from './lib/upToDate.mjs';

const tools = ['package-lock.json', 'tsconfig.base.json', 'scripts/lib/bundle.mjs'];
const outputsOf = (bundles) => bundles.map(({ outfile }) => outfile);

const steps = {
  shell: {
    inputs: ['electron', 'main/contract', ...tools],
    outputs: outputsOf(shellBundles),
    work: () => bundleForNode(shellBundles),
  },
  engine: {
    inputs: ['main', ...tools],
    outputs: outputsOf(engineBundles),
    work: () => bundleForNode(engineBundles),
  },
  renderer: {
    inputs: ['renderer', 'main/contract', ...tools],
    outputs: ['dist/renderer/index.html'],
    work: bundleRenderer,
  },
};

/**
 * Builds what is not up to date into dist/.
 * @param {readonly (keyof typeof steps)[]} [names]
 */
export async function build(names = ['shell', 'engine', 'renderer']) {
  for (const name of names) {
    const { inputs, outputs, work } = steps[name];
    await unlessUpToDate({ name, inputs, outputs }, async () => {
      const missing = await work().catch((error) => {
        throw new Halt(`The ${name} could not be built.\n${error.message}`);
      });
      for (const entry of missing) say(`Not built: there is no ${entry}.`);
      return missing.length === 0;
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const named = process.argv.slice(2);
  await main(() => build(named.length > 0 ? named : undefined));
}
