import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

const isSource = (name) => !/\.test\.tsx?$/.test(name) && !name.endsWith('.md');

/**
 * Runs `work` unless it has been done for the same inputs, by content, and its output is still there.
 * `work` returns false where it was not complete and must be done again.
 * @param {{ name: string, inputs: readonly string[], outputs: readonly string[] }} step files and folders, from the root
 * @param {() => Promise<boolean>} work
 */
export async function unlessUpToDate({ name, inputs, outputs }, work) {
  const stamp = inRoot('dist', '.stamps', name);
  const digest = digestOf(inputs);
  const isDone =
    outputs.every((output) => existsSync(inRoot(output))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digest;
  if (isDone || !(await work())) return;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of filesUnder(input))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(inRoot(path))) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(inRoot().length))
    .sort();
}
