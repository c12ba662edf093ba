import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { readArguments } from './arguments.ts';
import { autopilot } from './autopilot.ts';
import { chooseDestination } from './dialogs.ts';
import { lockDown } from './lockdown.ts';
import { startLog } from './log.ts';
import { claimHome, places } from './places.ts';
import { declareScheme, serveRenderer } from './protocol.ts';
import { SettingsStore } from './settings.ts';
import { Shell } from './shell.ts';

const home = claimHome();
startLog(home);
declareScheme();
lockDown();
// --no-sandbox is how root has to start Chromium.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// The 3D view needs WebGL: a machine without a GPU draws it in software.
app.commandLine.appendSwitch('enable-unsafe-swiftshader');

const { files, autopilotFolder } = readArguments(process.argv, app.isPackaged, process.cwd());
const secondStart = z.object({ files: z.array(z.string()) });

if (app.requestSingleInstanceLock({ files: [...files] } satisfies z.infer<typeof secondStart>)) run();
else app.exit(0);

function run(): void {
  let shell: Shell | undefined;
  // macOS names files by an event, which may come before the app is ready.
  const early = [...files];
  const open = (paths: readonly string[]) => {
    if (shell) shell.openings.open(paths);
    else early.push(...paths);
  };

  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const { files: named } = secondStart.parse(data);
    open(named);
    if (shell?.window.isMinimized()) shell.window.restore();
    shell?.window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => shell?.stop());

  void app.whenReady().then(() => {
    serveRenderer(places.renderer());
    const settings = new SettingsStore(join(home, 'settings.json'));
    const choose = async (suggestedName: string, ending: string) => {
      if (autopilotFolder !== undefined) return join(autopilotFolder, suggestedName);
      return shell && chooseDestination(shell.window, settings, suggestedName, ending);
    };
    shell = new Shell(home, settings, choose, { unattended: autopilotFolder !== undefined });
    shell.openings.open(early);
    if (autopilotFolder !== undefined) void autopilot(shell, autopilotFolder);
  });
}
