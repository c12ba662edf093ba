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

/** Chooses an item of the application menu, as the desktop shows it. */
export async function chooseMenuItem({ electron }: Volscope, label: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => {
    type Items = readonly Electron.MenuItem[];
    const find = (items: Items): Electron.MenuItem | undefined => {
      for (const item of items) {
        if (item.label === wanted) return item;
        const below = item.submenu && find(item.submenu.items);
        if (below) return below;
      }
      return undefined;
    };
    const item = find(Menu.getApplicationMenu()?.items ?? []);
    if (!item?.enabled) throw new Error(`${wanted} can't be chosen.`);
    item.click();
  }, label);
}
