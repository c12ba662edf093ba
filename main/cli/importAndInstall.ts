import { checkedId, expectFreeId, ImportProcess, installStaged, type ImportSource } from '../models/index.ts';
import { pruneGraphs } from '../pipeline/graphCache.ts';
import { downloadLine } from './downloadLine.ts';
import { places } from './places.ts';

export interface ImportOptions {
  readonly as?: string;
  readonly replace?: boolean;
}

/**
 * Imports in a process of its own, installs, and says so on standard output. Ctrl+C cancels; what has arrived of a download is
 * kept.
 * @throws VolscopeError; where a model of that id is there, unless it may be replaced
 */
export async function importAndInstall(
  source: ImportSource,
  { as, replace = false }: ImportOptions,
): Promise<void> {
  const folders = places.folders();
  // What is known beforehand is said before a long download.
  if (as !== undefined && !replace) await expectFreeId(folders, checkedId(as));
  const line = downloadLine(process.stderr);
  const programs = { importer: places.importer(), inference: places.inferenceProcess() };
  const work = new ImportProcess(programs, folders, {
    onStep: () => undefined,
    onReceived: line.show,
  });
  const cancel = (): void => work.cancel();
  process.once('SIGINT', cancel);
  work.letOn();
  try {
    const staged = await work.run(source).finally(line.end);
    const { manifest, folder } = await installStaged(staged, folders, { as, replace });
    await pruneGraphs(places.cache(), folders);
    process.stdout.write(`Imported ${manifest.id} to ${folder}\n`);
  } finally {
    process.off('SIGINT', cancel);
    await work.end();
  }
}
