import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { ensurePackages } from './lib/packages.mjs';
import { inRoot } from './lib/paths.mjs';
import { Halt, main, say } from './lib/say.mjs';

const onnxruntime = (...parts) => inRoot('node_modules', 'onnxruntime-node', ...parts);
const libraries = ['cuda', 'shared', 'tensorrt'].map((name) =>
  onnxruntime('bin', 'napi-v6', 'linux', 'x64', `libonnxruntime_providers_${name}.so`),
);
/** What the CUDA part is linked with, and which product brings it. */
const needed = {
  'libcudart.so.12': 'CUDA 12',
  'libcublasLt.so.12': 'CUDA 12',
  'libcudnn.so.9': 'cuDNN 9',
};
const needs = 'It needs an NVIDIA driver for CUDA 12, the CUDA 12 libraries and cuDNN 9.';
const fetchTimeoutMs = 30 * 60_000;

/** `npm run setup:cuda`: the CUDA and TensorRT parts of onnxruntime, too large for its npm package. */
await main(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Halt(
      "onnxruntime's CUDA part for Node exists for Linux on x64 only; other systems have DirectML, Core ML or WebGPU without any set-up.",
    );
  await ensurePackages();
  const { version } = JSON.parse(readFileSync(onnxruntime('package.json'), 'utf8'));
  if (libraries.every((path) => existsSync(path))) {
    say(`The CUDA part of onnxruntime ${version} is installed.`);
  } else {
    say(`Fetching the CUDA part of onnxruntime ${version} (some 400 MB). ${needs}`);
    fetchLibraries(version);
  }
  const missing = missingOnThisMachine();
  say(
    missing.length > 0
      ? `Still missing on this machine: ${missing.join(', ')}.`
      : 'Driver and libraries are here: "npm run -s cli -- providers" tries CUDA by a real run.',
  );
});

/** onnxruntime's own installer: it knows which build belongs to this version. */
function fetchLibraries(version) {
  const { status, stderr, error } = spawnSync(process.execPath, [onnxruntime('script', 'install.js')], {
    // "cuda12" is what its comments ask for, but it is ignored when it comes from the environment.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'true' },
    encoding: 'utf8',
    timeout: fetchTimeoutMs,
    stdio: ['ignore', 2, 'pipe'],
  });
  if (status === 0 && libraries.every((path) => existsSync(path))) return;
  const reason =
    error?.message ?? /(?:^|\n)\s*(?:\[?\w*Error\]?:) (.+)/.exec(stderr)?.[1] ?? 'no reason given';
  throw new Halt(
    `The CUDA part of onnxruntime ${version} could not be fetched (${reason.trim()}); check the connection, or set GLOBAL_AGENT_HTTPS_PROXY, and try again.`,
  );
}

function missingOnThisMachine() {
  const known =
    outputOf('ldconfig', ['-p']) + (process.env.LD_LIBRARY_PATH ?? '').split(':').map(listing).join('\n');
  const products = Object.entries(needed).flatMap(([library, product]) =>
    known.includes(library) ? [] : [`${product} (${library})`],
  );
  return outputOf('nvidia-smi', ['-L']).includes('GPU') ? products : ['an NVIDIA driver', ...products];
}

function listing(folder) {
  return folder ? outputOf('ls', [folder]) : '';
}

function outputOf(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
