import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** Chromium 130 and Node 20 are the oldest that the app runs on (the fallback Electron; the CLI's Node). */
const oldest = { node: 'node20', chrome: 'chrome130' };

const nodeBundle = {
  bundle: true,
  platform: 'node',
  target: oldest.node,
  format: 'esm',
  sourcemap: true,
  // What a Triton server runs is kept as Python and written out as text.
  loader: { '.py': 'text' },
  // Native or given by the runtime: found at run time, not bundled.
  external: ['electron', 'onnxruntime-node'],
  // Bundled CommonJS packages ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

export const shellBundles = [
  { ...nodeBundle, entryPoints: ['electron/main.ts'], outfile: 'dist/electron/main.mjs' },
  // A sandboxed preload has no ES modules.
  {
    ...nodeBundle,
    entryPoints: ['electron/preload.ts'],
    outfile: 'dist/electron/preload.cjs',
    format: 'cjs',
    banner: {},
  },
];

export const engineBundles = [
  { ...nodeBundle, entryPoints: ['main/engine.ts'], outfile: 'dist/main/engine.mjs' },
  { ...nodeBundle, entryPoints: ['main/inference/process.ts'], outfile: 'dist/main/inference.mjs' },
  { ...nodeBundle, entryPoints: ['main/models/importer/process.ts'], outfile: 'dist/main/importer.mjs' },
  { ...nodeBundle, entryPoints: ['main/cli/main.ts'], outfile: 'dist/main/cli.mjs' },
];

export const benchBundles = [
  { ...nodeBundle, entryPoints: ['bench/main.ts'], outfile: 'dist/bench/main.mjs' },
  { ...nodeBundle, entryPoints: ['bench/segmentProcess.ts'], outfile: 'dist/bench/segmentProcess.mjs' },
  { ...nodeBundle, entryPoints: ['bench/webgpu/graphProcess.ts'], outfile: 'dist/bench/graphProcess.mjs' },
  { ...nodeBundle, entryPoints: ['bench/gpu/gpu.ts'], outfile: 'dist/bench/gpu.mjs' },
];

/** @returns the entries that are not there. */
export async function bundleForNode(bundles) {
  const esbuild = await import('esbuild');
  const [present, missing] = [[], []];
  for (const bundle of bundles) (existsSync(inRoot(bundle.entryPoints[0])) ? present : missing).push(bundle);
  await Promise.all(present.map((bundle) => esbuild.build({ ...bundle, absWorkingDir: inRoot() })));
  return missing.map(({ entryPoints }) => entryPoints[0]);
}

export async function bundleRenderer() {
  if (!existsSync(inRoot('renderer', 'index.html'))) return ['renderer/index.html'];
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: inRoot('renderer'),
    base: './',
    plugins: [react()],
    logLevel: 'warn',
    build: {
      outDir: inRoot('dist', 'renderer'),
      emptyOutDir: true,
      target: oldest.chrome,
      // One window, one page, read from disk: a big chunk costs nothing.
      chunkSizeWarningLimit: 10_000,
      modulePreload: { polyfill: false },
    },
  });
  return [];
}
