/**
 * Entry of an importer: a process with few rights (rights.ts) that reads one model and is ended then. Served over the IPC
 * channel of a forked Node process.
 */
import { importerRequestSchema, type ImporterReply } from '../../contract/importer.ts';
import { runImport } from './runImport.ts';
import { Watcher } from './watcher.ts';

const tell = (reply: ImporterReply): void => void process.send?.(reply);
const watcher = new Watcher(tell);

process.on('message', (message) => {
  const request = importerRequestSchema.parse(message);
  if (request.kind === 'begin') void runImport(request, watcher);
  else watcher.hear(request);
});
process.on('disconnect', () => process.exit(0));
