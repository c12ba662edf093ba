import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cache, inRoot } from './paths.mjs';
import { quietOutput, run } from './run.mjs';
import { Halt, say } from './say.mjs';
import { aptInstall, isRoot } from './system.mjs';

const folder = join(cache, 'triton');
/** The backend's stub is linked with Debian's own Python; another one breaks it. */
const systemPython = '/usr/bin/python3';
const SERVER = 'nvidia-pytriton==0.7.0';
/** With numpy 2 this server's outputs come back empty. */
const NUMPY = 'numpy<2';
const PIP_TRIES = 3;

/**
 * A real Triton Inference Server for tests, on the CPU and with its python backend alone: from PyPI, into .cache, once. Its
 * onnxruntime is of the version that the app has.
 * @returns {Promise<string>} the folder of its Python environment
 */
export async function ensureTriton() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Halt('The Triton server of these tests runs on Linux on x64 alone.');
  const { version } = JSON.parse(readFileSync(inRoot('node_modules/onnxruntime-node/package.json'), 'utf8'));
  const wanted = [SERVER, `onnxruntime==${version}`, NUMPY].join(' ');
  const stamp = join(folder, 'installed.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;

  say('Setting up a Triton server for the tests: 330 MB, some 15 s.');
  await ensurePython();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  await must(systemPython, ['-m', 'venv', folder]);
  await pipInstall(`onnxruntime==${version}`, NUMPY);
  // Without what the package asks for besides: only the server in it is used.
  await pipInstall('--no-deps', SERVER);
  await placeStub();
  writeFileSync(stamp, wanted);
  return folder;
}

/** pip asks an index that does not answer again, but takes up no download that broke off: so all of it once more. */
async function pipInstall(...packages) {
  const pip = join(folder, 'bin', 'pip');
  const args = ['install', '-q', '--disable-pip-version-check', '--timeout=60', ...packages];
  for (let tries = 1; tries < PIP_TRIES; tries++)
    if ((await run(pip, args, quietOutput)) === 0) return;
    else say('pip is tried once more.');
  await must(pip, args);
}

/** The package holds a stub for each Python; the backend looks for one in its own folder. */
async function placeStub() {
  const [python] = readdirSync(join(folder, 'lib'));
  const server = join(folder, 'lib', python, 'site-packages', 'pytriton', 'tritonserver');
  const stub = 'triton_python_backend_stub';
  const source = join(server, 'python_backend_stubs', python.replace('python', ''), stub);
  if (!existsSync(source)) throw new Halt(`The Triton server has no part for this system's ${python}.`);
  copyFileSync(source, join(server, 'backends', 'python', stub));
  const missing = () =>
    execFileSync('ldd', [source], { encoding: 'utf8' }).match(/\S+(?= => not found)/g) ?? [];
  if (missing().length > 0 && isRoot) await aptInstall([`lib${python}`]);
  if (missing().length > 0)
    throw new Halt(`The Triton server needs ${missing().join(', ')}: install lib${python} (apt-get).`);
}

async function ensurePython() {
  if (hasVenv()) return;
  const packages = ['python3', 'python3-venv'];
  if (!isRoot)
    throw new Halt(
      `Python is missing. Install it, then try again:\n  sudo apt-get install -y ${packages.join(' ')}`,
    );
  await aptInstall(packages);
}

function hasVenv() {
  try {
    execFileSync(systemPython, ['-c', 'import venv, ensurepip, sysconfig; import ctypes'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

async function must(command, args, options = {}) {
  if ((await run(command, args, { ...quietOutput, ...options })) !== 0)
    throw new Halt(`"${command} ${args.join(' ')}" failed: see the lines above.`);
}
