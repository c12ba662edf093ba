import { join } from 'node:path';
import { app } from 'electron';
import log from 'electron-log/main';
import { withoutPaths } from './withoutPaths.ts';

/** Errors nobody caught, and what processes say when they die, in `<home>/logs`: never a path or a file's name. */
export function startLog(home: string): void {
  log.transports.file.resolvePathFn = () => join(home, 'logs', 'volscope.log');
  log.transports.console.level = app.isPackaged ? false : 'warn';
  log.errorHandler.startCatching({ showDialog: false });
  log.hooks.push((message) => ({
    ...message,
    data: message.data.map((item: unknown) =>
      withoutPaths(item instanceof Error ? (item.stack ?? '') : String(item), app.getAppPath()),
    ),
  }));
}

export { log };
