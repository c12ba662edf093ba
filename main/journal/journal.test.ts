import { spawn } from 'node:child_process';
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { LabelPatch } from '../contract/patch.ts';
import { applyPatch } from '../edits/patch.ts';
import { temporaryFolder } from '../volume/testing.ts';
import type { JournalIdentity } from './journalFile.ts';
import { JournalWriter } from './journalWriter.ts';
import { listJournals, readJournal, replayJournal } from './readJournal.ts';
import { identity, segments, testPatch } from './testing.ts';

const folder = temporaryFolder();
const small: JournalIdentity = { ...identity, shapeIjk: [5, 4, 3] };

function patch(offset: number, length: number, before: number, after: number): LabelPatch {
  return { runs: Uint32Array.of(offset, length), before: Uint8Array.of(before), after: Uint8Array.of(after) };
}
const edits = [patch(3, 9, 0, 1), patch(5, 2, 1, 2), patch(50, 10, 0, 1), patch(5, 2, 2, 0)];

function labelsAfter(count: number): Uint8Array {
  const labels = new Uint8Array(60);
  for (const edit of edits.slice(0, count)) applyPatch(labels, edit);
  return labels;
}

async function journalWith(name: string): Promise<JournalWriter> {
  const writer = await JournalWriter.create(await folder.path(name), small, segments);
  await Promise.all(edits.map((edit) => writer.append(edit)));
  return writer;
}

describe('a journal', () => {
  it('gives the label map, the segments and the scan back', async () => {
    const writer = await journalWith('whole');
    await writer.appendSegments([...segments, { value: 2, name: 'Liver', colour: '#00ff00' }]);
    await writer.close();
    const [found] = await listJournals(
      await folder.path('whole'),
      ({ scanName }) => scanName === small.scanName,
    );
    expect(found).toMatchObject({ path: writer.path, identity: small, edits: 4 });
    const journal = await readJournal(found.path);
    expect(journal && replayJournal(journal)).toEqual(labelsAfter(4));
    expect(journal?.segments.map(({ name }) => name)).toEqual(['Spleen', 'Liver']);
    expect(journal?.segments[0]['locked']).toBe(true);
  });

  it('begins with what the group held', async () => {
    const writer = await JournalWriter.create(await folder.path('based'), small, segments, edits[0]);
    await writer.append(edits[1]);
    await writer.append(edits[2]);
    await writer.close();
    const journal = await readJournal(writer.path);
    expect(journal && replayJournal(journal)).toEqual(labelsAfter(3));
  });

  it('is whole up to its last whole record, wherever it is cut off or broken', async () => {
    const writer = await journalWith('torn');
    await writer.close();
    const bytes = await readFile(writer.path);
    let lastCount = 0;
    for (let length = 0; length <= bytes.length; length++) {
      await writeFile(writer.path, bytes.subarray(0, length));
      const journal = await readJournal(writer.path);
      if (!journal) continue;
      expect(replayJournal(journal)).toEqual(labelsAfter(journal.patches.length));
      expect(journal.patches.length).toBeGreaterThanOrEqual(lastCount);
      lastCount = journal.patches.length;
    }
    expect(lastCount).toBe(4);
    const broken = Buffer.from(bytes);
    broken[broken.length - 3] ^= 0x40;
    await writeFile(writer.path, broken);
    expect((await readJournal(writer.path))?.patches.length).toBe(3);
  });

  it('is gone on with after a write that was cut off', async () => {
    const writer = await journalWith('resumed');
    await writer.close();
    await truncate(writer.path, (await readFile(writer.path)).length - 2);
    await appendFile(writer.path, 'x');
    const resumed = await JournalWriter.resume(writer.path);
    await resumed.append(edits[3]);
    await resumed.close();
    const journal = await readJournal(writer.path);
    expect(journal && replayJournal(journal)).toEqual(labelsAfter(4));
    expect(journal?.patches.length).toBe(4);
  });

  it('is not offered where it holds nothing, is none, or was discarded', async () => {
    const path = await folder.path('empty');
    await (await JournalWriter.create(path, small, segments)).close();
    await writeFile(join(path, 'other.edits'), 'something else');
    const writer = await JournalWriter.create(path, small, segments, edits[0]);
    expect((await listJournals(path, () => true)).length).toBe(1);
    expect(await listJournals(path, () => false)).toEqual([]);
    await writer.discard();
    expect(await listJournals(path, () => true)).toEqual([]);
    expect(await listJournals(join(path, 'nowhere'), () => true)).toEqual([]);
    await expect(JournalWriter.resume(join(path, 'other.edits'))).rejects.toThrow(
      'no edits that can be read',
    );
  });

  it('keeps every edit that was said to be on disk when its process is killed', async () => {
    const path = await folder.path('killed');
    const script = await folder.path('writeUntilKilled.mjs');
    const entry = join(dirname(fileURLToPath(import.meta.url)), 'writeUntilKilled.ts');
    await build({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'esm' });
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let promised = 0;
    for await (const line of createInterface(child.stdout)) {
      promised = Number(line);
      // Told while the next record is being written.
      if (promised === 25) child.kill('SIGKILL');
    }
    expect(promised).toBeGreaterThanOrEqual(25);
    const [found] = await listJournals(path, () => true);
    const journal = await readJournal(found.path);
    expect(found.edits).toBeGreaterThanOrEqual(promised);
    const expected = new Uint8Array(64 * 64 * 40);
    for (let n = 0; n < found.edits; n++) applyPatch(expected, testPatch(n));
    expect(journal && Buffer.compare(replayJournal(journal), expected)).toBe(0);
    const resumed = await JournalWriter.resume(found.path);
    await resumed.append(testPatch(found.edits));
    await resumed.close();
    expect((await readJournal(found.path))?.patches.length).toBe(found.edits + 1);
  });
});
