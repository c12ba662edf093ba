import { resolve } from 'node:path';

export interface LaunchArguments {
  /** Absolute paths of the files named. */
  readonly files: readonly string[];
  /** The folder that `--autopilot=FOLDER` names: see autopilot.ts. */
  readonly autopilotFolder: string | undefined;
}

/**
 * Reads `electron APP [flags] FILE...` (or `volscope [flags] FILE...` once packaged).
 * Chromium adds flags of its own, so that unknown ones are passed over.
 */
export function readArguments(argv: readonly string[], isPackaged: boolean, cwd: string): LaunchArguments {
  const given = argv.slice(1);
  const named = given.filter((argument) => !argument.startsWith('-'));
  const autopilot = '--autopilot=';
  const folder = given.find((argument) => argument.startsWith(autopilot))?.slice(autopilot.length);
  return {
    files: named.slice(isPackaged ? 0 : 1).map((file) => resolve(cwd, file)),
    autopilotFolder: folder === undefined ? undefined : resolve(cwd, folder),
  };
}
