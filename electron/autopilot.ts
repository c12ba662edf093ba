import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { ExportResult, ShellCommand, WindowState } from '../main/contract/shell.ts';
import type { Shell } from './shell.ts';

const patienceMs = 5 * 60_000;
const failed = 5;

/** For the page: waits until its scene is drawn to the end. */
const untilSettled = `new Promise((resolve) => {
  const canvas = document.querySelector('canvas[data-layer="scene"]');
  const look = () => canvas?.dataset.settled === 'true' ? requestAnimationFrame(() => resolve()) : requestAnimationFrame(look);
  look();
})`;

/**
 * Does in the real window what a user would, for a machine without a display: waits for the scan that is being opened,
 * segments it, exports mask, contour, surface and report into `folder` with a picture of the window, and ends the app.
 * Exit codes: 0 done, 5 where any of it failed.
 */
export async function autopilot(shell: Shell, folder: string): Promise<void> {
  const end = (code: number, line: string) => {
    process.stderr.write(`${line}\n`);
    shell.stop();
    app.exit(code);
  };
  const tooLong = setTimeout(() => end(failed, 'error: This took more than five minutes.'), patienceMs);
  try {
    mkdirSync(folder, { recursive: true });
    await until(shell, ({ scanName, message }) => scanName !== null || message !== '');
    if (shell.state.scanName === null) throw new Error(shell.state.message);
    shell.command('segment');
    await until(shell, ({ progress }) => progress !== null);
    await until(shell, ({ progress }) => progress === null);
    if (!shell.state.hasMask) throw new Error(shell.state.message || 'The segmentation gave no mask.');
    const written = [];
    for (const command of ['exportMask', 'exportContour', 'exportSurface', 'exportReport'] as const) {
      written.push(await exported(shell, command));
    }
    await shell.window.webContents.executeJavaScript(untilSettled);
    const picture = await shell.window.webContents.capturePage();
    const png = await shell.exporter.exportMade({
      bytes: new Uint8Array(picture.toPNG()),
      suggestedName: 'volscope.png',
      ending: '.png',
      place: 'asked',
    });
    written.push(fileNameIn(png));
    end(0, ['Written:', ...written.map((name) => join(folder, name))].join('\n  '));
  } catch (error) {
    end(failed, `error: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(tooLong);
  }
}

async function until(shell: Shell, holds: (state: WindowState) => boolean): Promise<void> {
  while (!holds(shell.state)) await once(shell.events, 'state');
}

async function exported(shell: Shell, command: ShellCommand): Promise<string> {
  const done = once(shell.events, 'exported');
  shell.command(command);
  const [result] = (await done) as [ExportResult];
  return fileNameIn(result);
}

function fileNameIn(result: ExportResult): string {
  if (result.state === 'written') return result.fileName;
  throw new Error(result.state === 'failed' ? result.message : 'An export was dismissed.');
}
