import { JournalWriter } from './journalWriter.ts';
import { identity, segments, testPatch } from './testing.ts';

/** Entry of the process that journal.test.ts kills: writes edits without an end and says each number once it is on disk. */
const writer = await JournalWriter.create(process.argv[2], identity, segments);
for (let n = 0; ; n++) {
  await writer.append(testPatch(n));
  process.stdout.write(`${n + 1}\n`);
}
