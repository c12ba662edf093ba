import { dirname, join, sep } from 'node:path';
import type { ImportInput } from '../../contract/importer.ts';

/**
 * The options of Node's that leave a process no rights but what an import needs: to read its own program and the input, and to
 * write to its staging folder and, beside it, to the one file that it downloads. It may start no process and no thread, and
 * load no native code; from Node 25 on it gets a network only where it downloads. Node 20 calls the model experimental. It
 * keeps well-behaved code within bounds that an archive can't talk it out of; it is no wall against native code.
 * @param program the file that the process runs
 */
export function importerRights(program: string, input: ImportInput, staging: string): string[] {
  const inStaging = `${staging}${sep}*`;
  const target = input.kind === 'path' ? [] : [`${input.target}*`];
  const isOnline = input.kind !== 'path' && process.allowedNodeEnvironmentFlags.has('--allow-net');
  return [
    hasStableModel() ? '--permission' : '--experimental-permission',
    ...distinct([program, ...inputPaths(input), inStaging]).map((path) => `--allow-fs-read=${path}`),
    ...distinct([inStaging, ...target]).map((path) => `--allow-fs-write=${path}`),
    ...(isOnline ? ['--allow-net'] : []),
  ];
}

function inputPaths(input: ImportInput): string[] {
  if (input.kind !== 'path') return [`${input.target}*`];
  if (input.names) return [`${input.path}${sep}*`];
  const beside = (name: string): string => join(dirname(input.path), name);
  return [input.path, beside('manifest.json'), beside('card.md')];
}

function hasStableModel(): boolean {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
}

/**
 * Each path once, and none that another covers: Node 20 ends where one is given twice. A comma divides paths there and an
 * asterisk means all that follows everywhere, so a path with either is given up to it.
 */
function distinct(paths: readonly string[]): string[] {
  const patterns = paths.map((path) => path.replace(/[,*].*$/s, '*'));
  const covers = (one: string, other: string): boolean =>
    one === other || (one.endsWith('*') && other.startsWith(one.slice(0, -1)));
  return patterns.filter(
    (pattern, n) =>
      !patterns.some((other, m) => m !== n && covers(other, pattern) && (m < n || !covers(pattern, other))),
  );
}
