import { readdir } from 'node:fs/promises';
import { expect } from 'vitest';
import { connect } from './connect.ts';
import type { TritonServer } from './testing.ts';

/** After all clients are gone neither the server nor this machine may hold shared memory of theirs. */
export async function expectNoRegions(server: TritonServer): Promise<void> {
  const { protocol } = connect({ url: server.http });
  expect(await protocol.regions()).toEqual([]);
  expect((await readdir('/dev/shm')).filter((name) => name.startsWith('volscope-'))).toEqual([]);
  protocol.close();
}
