import type { Volscope } from './volscope.ts';

/** The next open dialogs end with these files, as if they were chosen. */
export async function chooseToOpen({ electron }: Volscope, filePaths: readonly string[]): Promise<void> {
  await electron.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...paths] });
  }, filePaths);
}

/** The next save dialogs end with the suggested name in this folder; with null they are dismissed. */
export async function chooseToSaveIn({ electron }: Volscope, folder: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    type Options = { defaultPath?: string };
    const answer = async (_window: unknown, options: Options) => {
      const name = (options.defaultPath ?? '').split(/[\\/]/).at(-1) ?? '';
      return { canceled: chosen === null, filePath: chosen === null ? '' : `${chosen}/${name}` };
    };
    dialog.showSaveDialog = answer as unknown as typeof dialog.showSaveDialog;
  }, folder);
}
