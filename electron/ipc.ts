import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { shellCalls, type ShellCall } from '../main/contract/shell.ts';
import { callChannel } from './channels.ts';
import { log } from './log.ts';
import { isOwnUrl } from './protocol.ts';

/** What main does for each call of a window, with the arguments of the contract. */
export type ShellHandlers = {
  readonly [Call in ShellCall]: (...args: z.infer<(typeof shellCalls)[Call]>) => unknown;
};

/** Answers the calls of our window's own page; any other sender, and arguments against the contract, are refused. */
export function answerCalls(currentWindow: () => BrowserWindow | undefined, handlers: ShellHandlers): void {
  const answer = <Call extends ShellCall>(call: Call) => {
    const handle = handlers[call] as (...args: readonly unknown[]) => unknown;
    ipcMain.handle(callChannel(call), async (event, ...args: unknown[]) => {
      if (!isOwnPage(event, currentWindow())) throw refusal(call, 'it does not come from the window');
      const checked = shellCalls[call].safeParse(args);
      if (!checked.success) throw refusal(call, 'its arguments are not what they should be');
      return handle(...checked.data);
    });
  };
  for (const call of Object.keys(shellCalls) as ShellCall[]) answer(call);
}

function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  return (
    window !== undefined &&
    sender === window.webContents &&
    senderFrame === window.webContents.mainFrame &&
    isOwnUrl(senderFrame.url)
  );
}

function refusal(call: ShellCall, why: string): Error {
  log.warn(`Refused the call ${call}: ${why}.`);
  return new Error(`Refused the call ${call}: ${why}.`);
}
