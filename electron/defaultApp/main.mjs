// What Electron does when it is started as `electron [flags] APP_FOLDER [arguments]`: a bare one has no such app.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const args = process.argv.slice(1);
if (args.includes('--version')) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}

const require = createRequire(import.meta.url);
let folder;
for (let at = 0; at < args.length && !folder; at += 1) {
  // Playwright loads its own half with -r.
  if (args[at] === '-r') require(args[(at += 1)]);
  else if (!args[at].startsWith('-')) folder = resolve(args[at]);
}
if (!folder) {
  console.error('usage: electron [flags] APP_FOLDER [arguments]');
  process.exit(2);
}

const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, manifest.main)).href);
