import type { enginePortMessage, ShellCall } from '../main/contract/shell.ts';

// Types alone are taken from the contract: the sandboxed preload stays free of zod.

/** The IPC channel of a call of the window. */
export const callChannel = (call: ShellCall): string => `volscope:call:${call}`;

/** main -> preload: a ShellCommand. */
export const commandChannel = 'volscope:command';

/** main -> preload: the names of the recent files. */
export const recentNamesChannel = 'volscope:recent-names';

/** main -> preload, and preload -> page: the engine's MessagePort. */
export const portChannel: typeof enginePortMessage = 'volscope:engine-port';
