import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../lib/outcome.ts';
import { inCache, inRoot } from '../lib/paths.ts';
import { watch } from '../lib/watch.ts';

const home = inCache('reference');
const requirements = inRoot('bench', 'reference', 'requirements.txt');
const stamp = join(home, 'requirements.sha256');
const inEnvironment = (name: string) =>
  process.platform === 'win32' ? join(home, 'Scripts', `${name}.exe`) : join(home, 'bin', name);

/**
 * The Python of the reference's virtual environment, set up on first use (about 3 GB) and again when its pinned versions
 * change. Throws CommandError where Python or the packages can't be had.
 */
export async function referencePython(): Promise<string> {
  const python = inEnvironment('python');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;

  if (!existsSync(python)) {
    say(`Setting up the reference (PyTorch, MONAI) in ${home}: 3 GB, some minutes on the first run.`);
    await watch(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', home]);
  }
  await watch(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  writeFileSync(stamp, wanted);
  return python;
}
