// Checks every runtime against its own tsconfig: what a runtime does not have does not compile there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const projects = ['main/contract', 'main', 'electron', 'renderer', 'e2e', 'bench'];
let failed = false;
for (const project of projects.filter((folder) => existsSync(`${folder}/tsconfig.json`))) {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], {
    stdio: 'inherit',
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${project}`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
