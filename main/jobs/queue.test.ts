import { expect, test } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
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
  const a = queue.add(async () => {
    events.push('a starts');
    await first.opened;
    events.push('a ends');
  });
  const b = queue.add(async () => void events.push('b starts'));
  first.open('now');
  await Promise.all([a.done, b.done]);
  expect(events).toEqual(['a starts', 'a ends', 'b starts']);
});

test('a job cancelled while it waits never starts, and the next one does', async () => {
  const queue = new JobQueue();
  const first = gate<string>();
  let started = false;
  const a = queue.add(() => first.opened);
  const b = queue.add(async () => void (started = true));
  const c = queue.add(async () => 'c');
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
  const job = queue.add(async (signal) => {
    running.open(signal);
    await stopped.opened;
  });
  const signal = await running.opened;
  job.cancel();
  await expect(job.done).rejects.toBeInstanceOf(VolscopeError);
  expect(signal.aborted).toBe(true);
  stopped.open('now');
});

test('only the job that has its turn is running', async () => {
  const queue = new JobQueue();
  const first = gate<string>();
  const started = gate<string>();
  const a = queue.add(async () => {
    started.open('now');
    await first.opened;
  });
  const b = queue.add(async () => 'b');
  await started.opened;
  expect([a.running, b.running]).toEqual([true, false]);
  first.open('now');
  await b.done;
  expect([a.running, b.running]).toEqual([false, false]);
});

test('a job that fails does not stop the next one', async () => {
  const queue = new JobQueue();
  const failing = queue.add(async () => {
    throw new Error('broken');
  });
  await expect(failing.done).rejects.toThrow('broken');
  expect(await queue.add(async () => 1).done).toBe(1);
});
