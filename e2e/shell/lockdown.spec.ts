import { expect, test } from '../support/fixtures.ts';

const ownUrl = 'app://volscope/index.html';

test.describe('the page is locked in', () => {
  test('it sees neither Node nor Electron, only the calls of the contract', async ({
    volscope: { page },
  }) => {
    const seen = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in window),
      calls: Object.keys(window.volscope).sort(),
    }));
    expect(seen.globals).toEqual([]);
    expect(seen.calls).toEqual(
      [
        'start',
        'openDialog',
        'openSample',
        'openRecent',
        'reopen',
        'openDropped',
        'chooseAuthority',
        'chooseListFolder',
        'chooseModel',
        'exportFile',
        'exportMade',
        'exportPdf',
        'chooseExportFolder',
        'namesInUse',
        'copyText',
        'showInFolder',
        'saveSettings',
        'saveServer',
        'removeServer',
        'agreeToServer',
        'reportState',
        'onCommand',
        'onRecentNames',
      ].sort(),
    );
  });

  test('its window is isolated and sandboxed', async ({ volscope: { electron } }) => {
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0];
      // Not in the typings: the preferences as they are in force.
      return (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test('inline scripts do not run', async ({ volscope: { page }, errors }) => {
    const policy = await page.evaluate(async (url) => {
      const { headers } = await fetch(url);
      return headers.get('Content-Security-Policy');
    }, ownUrl);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");

    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
    await expect.poll(() => errors.splice(0).join()).toContain('Refused to execute inline script');
  });

  test('it can not go elsewhere', async ({ volscope: { page, electron }, errors }) => {
    const refused = await page.evaluate(async () => {
      const popup = window.open('https://example.org');
      const request = await fetch('https://example.org').catch(() => 'refused');
      window.location.href = 'https://example.org';
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).catch(() => 'refused');
      const notification = await Notification.requestPermission();
      return { popup, request, camera, notification };
    });
    expect(refused).toEqual({
      popup: null,
      request: 'refused',
      camera: 'refused',
      notification: 'denied',
    });
    expect(page.url()).toBe(ownUrl);
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    errors.splice(0);
  });

  test('its origin holds the files of the page and nothing beside them', async ({
    volscope: { page },
    errors,
  }) => {
    const states = await page.evaluate(async () => {
      const paths = [
        'index.html',
        '../package.json',
        '..%2f..%2fpackage.json',
        '%2e%2e/electron/main.mjs',
        'nothing',
      ];
      return Promise.all(paths.map(async (path) => (await fetch(`app://volscope/${path}`)).status));
    });
    expect(states).toEqual([200, 404, 404, 404, 404]);
    errors.splice(0);
  });
});

test.describe('main answers only its own page', () => {
  test('a page from elsewhere gets nothing, preload or not', async ({ volscope: { electron } }) => {
    const answer = await electron.evaluate(async ({ app, BrowserWindow }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/dist/electron/preload.cjs`, sandbox: true },
      });
      await window.loadURL('data:text/html,<p>not ours</p>');
      const said: unknown = await window.webContents.executeJavaScript(
        'window.volscope.start().then(() => "answered", (error) => error.message)',
      );
      window.destroy();
      return said;
    });
    expect(answer).toContain('does not come from the window');
  });

  test('arguments against the contract are refused', async ({ volscope: { page } }) => {
    const answers = await page.evaluate(async () => {
      const refusal = (call: Promise<unknown>) =>
        call.then(
          (answer) => (answer === false ? 'no file' : 'answered'),
          (error: Error) => error.message,
        );
      return Promise.all([
        refusal(window.volscope.openRecent(-1)),
        refusal(window.volscope.openRecent('/etc/passwd' as unknown as number)),
        refusal(window.volscope.saveSettings({ provider: 'abacus' as 'cpu' })),
        refusal(window.volscope.openDropped([])),
        refusal(window.volscope.openDropped([new File(['x'], 'made-by-the-page.nii')])),
      ]);
    });
    for (const answer of answers.slice(0, 3))
      expect(answer).toContain('its arguments are not what they should be');
    expect(answers.slice(3)).toEqual(['no file', 'no file']);
  });
});
