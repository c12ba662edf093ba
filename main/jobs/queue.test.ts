import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { speak } from '../messages/say.ts';
import type { JobContext } from './job.ts';
import { JobQueue } from './queue.ts';

/** A promise and the means to settle it from outside. */
function gate<T>() {
  let open!: (value: T) => void;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { opened, open };
}

test('jobs run one at a time, in the order in which they came', async () => {
  const queue = new JobQueue();
  const events: string[] = [];
  const first = gate<string>();
  const a = queue.add({
    run: async () => {
      events.push('a starts');
      await first.opened;
      events.push('a ends');
    },
  });
  const b = queue.add({ run: async () => void events.push('b starts') });
  first.open('now');
  await Promise.all([a.done, b.done]);
  expect(events).toEqual(['a starts', 'a ends', 'b starts']);
});

test('a job cancelled while it waits never starts, and the next one does', async () => {
  const queue = new JobQueue();
  const first = gate<string>();
  let started = false;
  const a = queue.add({ run: () => first.opened });
  const b = queue.add({ run: async () => void (started = true) });
  const c = queue.add({ run: async () => 'c' });
  b.cancel();
  await expect(b.done).rejects.toMatchObject({ kind: 'cancelled' });
  first.open('now');
  await a.done;
  expect(await c.done).toBe('c');
  expect(started).toBe(false);
});

test('a running job that is cancelled answers at once, and its signal tells it to stop', async () => {
  const queue = new JobQueue();
  const running = gate<AbortSignal>();
  const stopped = gate<string>();
  const job = queue.add({
    run: async ({ signal }) => {
      running.open(signal);
      await stopped.opened;
    },
  });
  const signal = await running.opened;
  job.cancel();
  await expect(job.done).rejects.toBeInstanceOf(VolscopeError);
  expect(signal.aborted).toBe(true);
  stopped.open('now');
});

test('a job that fails does not stop the next one', async () => {
  const queue = new JobQueue();
  const failing = queue.add({
    run: async () => {
      throw new Error('broken');
    },
  });
  await expect(failing.done).rejects.toThrow('broken');
  expect(await queue.add({ run: async () => 1 }).done).toBe(1);
});

test('two slots really run two at a time, and loading overlaps what computes', async () => {
  const queue = new JobQueue({ lanes: [{ id: 'server', slots: 2, depth: 4 }] });
  const end = gate<string>();
  let [computing, most, loaded] = [0, 0, 0];
  const fourLoaded = gate<string>();
  const jobs = Array.from({ length: 6 }, () =>
    queue.add({
      run: async ({ onProcessor }) => {
        if (++loaded === 4) fourLoaded.open('all that may');
        await onProcessor(async () => {
          most = Math.max(most, ++computing);
          await end.opened;
          computing--;
        });
      },
    }),
  );
  await fourLoaded.opened;
  expect([computing, loaded]).toEqual([2, 4]);
  end.open('now');
  await Promise.all(jobs.map(({ done }) => done));
  expect([most, loaded]).toEqual([2, 6]);
});

test('a job that one lane fails goes to the next, with what was wrong; other failures do not travel', async () => {
  const queue = new JobQueue({
    lanes: [
      { id: 'server', slots: 1 },
      { id: 'cpu', slots: 1 },
    ],
  });
  const tried: string[] = [];
  const run =
    (kind: 'inference' | 'input') =>
    async ({ laneId }: JobContext) => {
      tried.push(laneId);
      if (laneId === 'server') throw new VolscopeError(kind, 'The server is down.');
      return laneId;
    };
  const job = queue.add({ lanes: [['server'], ['cpu']], run: run('inference') });
  expect(await job.done).toBe('cpu');
  expect(tried).toEqual(['server', 'cpu']);
  expect(queue.jobs()[0]).toMatchObject({ state: 'done', lane: 'cpu', message: 'The server is down.' });
  await expect(queue.add({ lanes: [['server'], ['cpu']], run: run('input') }).done).rejects.toThrow('down');
  expect(tried).toEqual(['server', 'cpu', 'server']);
});

test('why a job failed is told in the language that is spoken when it is asked for', async () => {
  const queue = new JobQueue();
  const fail = async () => {
    throw new VolscopeError('input', sentence`Opening ${'a.nii'} was cancelled.`);
  };
  await expect(queue.add({ run: fail }).done).rejects.toThrow('was cancelled');
  const told = () => queue.jobs()[0]?.message;
  expect(told()).toBe('Opening a.nii was cancelled.');
  speak('de');
  expect(told()).toBe('Das Öffnen von a.nii wurde abgebrochen.');
  speak('en');
  expect(told()).toBe('Opening a.nii was cancelled.');
});

test('a raised job is made ready at once and computes next; jobs() tells each state', async () => {
  const queue = new JobQueue();
  const first = gate<string>();
  const order: string[] = [];
  const add = (name: string) =>
    queue.add({ name, run: ({ onProcessor }) => onProcessor(async () => void order.push(name)) });
  const running = queue.add({ name: 'first', run: ({ onProcessor }) => onProcessor(() => first.opened) });
  const [b, c] = [add('b'), add('c')];
  queue.raise(c.id);
  expect(queue.jobs().map(({ name, state }) => [name, state])).toEqual([
    ['first', 'running'],
    ['b', 'queued'],
    ['c', 'running'],
  ]);
  first.open('now');
  await Promise.all([running.done, b.done, c.done]);
  expect(order).toEqual(['c', 'b']);
});

test('a job waits for memory, says so, and runs when another gives it back', async () => {
  const queue = new JobQueue({ lanes: [{ id: 'cpu', slots: 2, depth: 2 }], availableBytes: () => 100 });
  const first = gate<string>();
  const a = queue.add({ memoryBytes: 80, run: () => first.opened });
  const b = queue.add({ memoryBytes: 30, run: async () => 'b' });
  expect(queue.jobs()[1]).toMatchObject({ state: 'queued', waitsFor: 'memory' });
  first.open('now');
  await a.done;
  expect(await b.done).toBe('b');
});

test('a job cancelled while it waits for the processor leaves the slot to the next', async () => {
  const queue = new JobQueue({ lanes: [{ id: 'cpu', slots: 1, depth: 3 }] });
  const first = gate<string>();
  const compute = (work: () => Promise<unknown>) =>
    queue.add({ run: ({ onProcessor }) => onProcessor(work) });
  const a = compute(() => first.opened);
  const b = compute(async () => expect.fail('it was cancelled'));
  const c = compute(async () => 'c');
  b.cancel();
  await expect(b.done).rejects.toMatchObject({ kind: 'cancelled' });
  first.open('now');
  await a.done;
  expect(await c.done).toBe('c');
});

test('onChange is called for every step of a job', async () => {
  const seen: string[] = [];
  const queue: JobQueue = new JobQueue({
    onChange: () => seen.push(...queue.jobs().map(({ state, stage }) => `${state} ${stage}`.trim())),
  });
  await queue.add({ run: async ({ report }) => report('network', 0.5) }).done;
  expect([...new Set(seen)]).toEqual(['running', 'running network', 'done network']);
});

test('a job that has ended lets go of what it worked on, and is still listed', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const queue = new JobQueue();
  const runOn = (scan: object, fails: boolean) =>
    queue
      .add({
        name: 'scan',
        run: async () => {
          if (fails) throw new Error(`It has ${Object.keys(scan).length} voxels.`);
          return { madeOf: scan };
        },
      })
      .done.then(
        () => undefined,
        () => undefined,
      );
  const runOnNew = async (fails: boolean) => {
    const scan = {};
    await runOn(scan, fails);
    return new WeakRef(scan);
  };
  const scans = [await runOnNew(false), await runOnNew(true)];
  // Weak references hold until the turn of the event loop ends.
  await setImmediate();
  collectGarbage();
  expect(scans.map((scan) => scan.deref())).toEqual([undefined, undefined]);
  expect(queue.jobs().map(({ state }) => state)).toEqual(['done', 'failed']);
});

test('a scan that was cancelled or failed is queued again under its id', async () => {
  const queue = new JobQueue();
  const first = gate<string>();
  const blocking = queue.add({ id: 'blocking', run: () => first.opened });
  const cancelled = queue.add({ id: 'scan', run: async () => 'never' });
  expect(() => queue.add({ id: 'scan', run: async () => 'twice' })).toThrow('There is a job scan already');
  cancelled.cancel();
  await expect(cancelled.done).rejects.toMatchObject({ kind: 'cancelled' });
  const again = queue.add({ id: 'scan', run: async () => 'again' });
  first.open('now');
  await blocking.done;
  expect(await again.done).toBe('again');
  expect(queue.jobs().map(({ id, state }) => [id, state])).toEqual([
    ['blocking', 'done'],
    ['scan', 'done'],
  ]);
});

test('a job says itself after which errors another lane may do better', async () => {
  const queue = new JobQueue({
    lanes: [
      { id: 'server', slots: 1 },
      { id: 'here', slots: 1 },
    ],
  });
  const ran: string[] = [];
  const job = (message: string) =>
    queue.add({
      lanes: [['server'], ['here']],
      handsOn: (error) => (error as Error).message === 'lost',
      run: async ({ laneId }) => {
        ran.push(`${message} ${laneId}`);
        if (laneId === 'server') throw new VolscopeError('inference', message);
      },
    });
  await job('lost').done;
  await expect(job('denied').done).rejects.toThrow('denied');
  expect(ran).toEqual(['lost server', 'lost here', 'denied server']);
});
