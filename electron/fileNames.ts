import { basename } from 'node:path';

/** The name alone, without what no file system takes: a window suggests names, never places. */
export function fileNameOf(suggested: string): string {
  const name = basename(suggested.replaceAll('\\', '/'));

  return name.replace(/[\u0000-\u001f<>:"|?*]/g, '_') || 'volscope';
}

/** A path as the user typed it, with the ending that the kind of file has. */
export function withEnding(path: string, ending: string): string {
  return path.toLowerCase().endsWith(ending) ? path : `${path}${ending}`;
}
