import { join } from 'node:path';
import { app } from 'electron';

/** Where the app's own files lie: beside the code in a checkout, in `resources` of a package. */
function dataFolder(): string {
  return app.isPackaged ? process.resourcesPath : app.getAppPath();
}

const dist = (...parts: string[]) => join(app.getAppPath(), 'dist', ...parts);

export const places = {
  preload: () => dist('electron', 'preload.cjs'),
  renderer: () => dist('renderer'),
  engine: () => dist('main', 'engine.mjs'),
  inference: () => dist('main', 'inference.mjs'),
  models: () => join(dataFolder(), 'models'),
  sample: () => join(dataFolder(), 'samples', 'cptac-pda_C3N-00249_ct_small.nii.gz'),
};

/**
 * Sets the folder for settings, imported models, caches and logs: VOLSCOPE_HOME, else the platform's
 * application-data folder. Chromium's own files get a folder inside it.
 */
export function claimHome(): string {
  const home = process.env['VOLSCOPE_HOME'] ?? join(app.getPath('appData'), 'Volscope');
  app.setPath('userData', home);
  app.setPath('sessionData', join(home, 'chromium'));
  return home;
}
