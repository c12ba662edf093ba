import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where imported models, settings and caches live: VOLSCOPE_HOME, else the platform's application-data folder. */
export function volscopeHome(env: NodeJS.ProcessEnv = process.env): string {
  if (env['VOLSCOPE_HOME']) return env['VOLSCOPE_HOME'];
  const user = homedir();
  if (process.platform === 'win32')
    return join(env['APPDATA'] ?? join(user, 'AppData', 'Roaming'), 'Volscope');
  if (process.platform === 'darwin') return join(user, 'Library', 'Application Support', 'Volscope');
  return join(env['XDG_CONFIG_HOME'] ?? join(user, '.config'), 'Volscope');
}

/** Graphs and probe results: may be deleted at any time and are made again. */
export function cacheFolder(home: string): string {
  return join(home, 'cache');
}
