import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledModel } from './registry.ts';

/** Longer than any card that somebody reads. */
const MAX_BYTES = 1 << 18;

/** What a model says of itself (card.md), as it was imported: Markdown, cut off where it is longer than anybody reads. */
export async function readCard({ folder, manifest }: InstalledModel): Promise<string> {
  const file = await open(join(folder, 'card.md')).catch(() => undefined);
  if (!file) return `# ${manifest.name}\n\n${manifest.description}\n`;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
