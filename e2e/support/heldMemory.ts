import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, type CDPSession } from '@playwright/test';
import { watchTextures } from './liveTextures.ts';
import { killProcess, processId, type Volscope } from './volscope.ts';

const reportingEngine = fileURLToPath(new URL('./memoryReportingEngine.mjs', import.meta.url));

/**
 * What the app holds, without what waits for a garbage collector and without what an allocator keeps for later: a
 * process's working set has both, and says nothing of a scan that was kept.
 */
export interface HeldMemory {
  /** Bytes of arrays that can still be reached. */
  readonly engineMb: number;
  readonly pageMb: number;
  /** Textures that were made and not deleted, since `watchMemory`. */
  readonly textures: number;
}

/** Starts the engine anew as one that tells its memory, and counts textures from now on. */
export async function watchMemory(volscope: Volscope, socket: string): Promise<() => Promise<HeldMemory>> {
  const { electron, page } = volscope;
  await electron.evaluate(
    ({ utilityProcess }, [replacement, place]) => {
      const fork = utilityProcess.fork;
      utilityProcess.fork = (entry, args, options) => {
        if (!entry.endsWith('engine.mjs')) return fork(entry, args, options);
        const env = { ...options?.env, VOLSCOPE_TEST_ENTRY: entry, VOLSCOPE_TEST_SOCKET: place };
        return fork(replacement, args, { ...options, env });
      };
    },
    [reportingEngine, socket] as const,
  );
  const before = await killProcess(volscope, 'volscope-engine');
  await expect.poll(() => processId(volscope, 'volscope-engine')).not.toBe(before);
  await expect.poll(() => engineBytes(socket).catch(() => 0)).toBeGreaterThan(0);

  const liveTextures = await watchTextures(page);
  const session = await page.context().newCDPSession(page);
  return async () => ({
    engineMb: (await engineBytes(socket)) / 1e6,
    pageMb: (await pageBytes(session)) / 1e6,
    textures: await liveTextures(),
  });
}

async function engineBytes(socketPath: string): Promise<number> {
  const text = await new Promise<string>((resolve, reject) => {
    const request = get({ socketPath, path: '/' }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve(body));
    });
    request.once('error', reject);
  });
  return (JSON.parse(text) as NodeJS.MemoryUsage).external;
}

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[] } };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** Bytes behind the page's typed arrays, by a heap snapshot: it collects garbage first and holds what can be reached. */
async function pageBytes(session: CDPSession): Promise<number> {
  const parts: string[] = [];
  const take = ({ chunk }: { chunk: string }) => parts.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);

  const { snapshot, nodes, strings } = JSON.parse(parts.join('')) as HeapSnapshot;
  const fields = snapshot.meta.node_fields;
  const [name, size] = [fields.indexOf('name'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length)
    if (strings[nodes[node + name]] === 'system / JSArrayBufferData') bytes += nodes[node + size];
  return bytes;
}
