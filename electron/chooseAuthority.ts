import { readFile, stat } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import type { AuthorityChoice } from '../main/contract/shell.ts';
import { authorityOf } from './authorities.ts';
import type { Say } from './messages.ts';

/** Some hundred certificates; what is larger is another kind of file. */
const MOST_BYTES = 1_000_000;

/** Lets the user choose the file of a certificate authority, and reads it. */
export async function chooseAuthority(window: BrowserWindow, say: Say): Promise<AuthorityChoice> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: say('authorityTitle'),
    properties: ['openFile'],
    filters: [
      { name: say('certificates'), extensions: ['pem', 'crt', 'cer'] },
      { name: say('allFiles'), extensions: ['*'] },
    ],
  });
  const [path] = filePaths;
  if (path === undefined) return { state: 'dismissed' };
  const { size } = await stat(path);
  const authority = size > MOST_BYTES ? undefined : authorityOf(await readFile(path, 'latin1'));
  return authority ? { state: 'read', authority } : { state: 'noCertificate' };
}
