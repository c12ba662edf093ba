import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_OVERTAKEN, nextStart, roomFor, type LaneState, type WaitingJob } from './schedule.ts';

const job = (order: number, of: Partial<WaitingJob> = {}): WaitingJob => ({
  ...{ id: String(order), order, priority: 0, modelId: 'a', memoryBytes: 0, lanes: ['cpu'], overtaken: 0 },
  ...of,
});
const lane = (of: Partial<LaneState> = {}): LaneState => ({
  ...{ id: 'cpu', depth: 1, underWay: [], loadedModels: [] },
  ...of,
});
const start = (jobId: string, laneId = 'cpu') => ({ kind: 'start', jobId, laneId });
const decide = (waiting: WaitingJob[], lanes: LaneState[] = [lane()], roomBytes = Infinity) =>
  nextStart({ waiting, lanes, roomBytes });

describe('nextStart', () => {
  test('the oldest first, and a higher priority before it', () => {
    expect(decide([job(2), job(1)])).toEqual(start('1'));
    expect(decide([job(1), job(2, { priority: 5 })])).toEqual(start('2'));
  });

  test('a job whose model is loaded passes an older one, but not for ever', () => {
    const loaded = [lane({ loadedModels: ['b'] })];
    expect(decide([job(1), job(2, { modelId: 'b' })], loaded)).toEqual(start('2'));
    const passed = job(1, { overtaken: MAX_OVERTAKEN });
    expect(decide([passed, job(2, { modelId: 'b' })], loaded)).toEqual(start('1'));
  });

  test('two instances of a server run two jobs, a third waits', () => {
    const server = (count: number) =>
      lane({ id: 'server', depth: 2, underWay: Array.from({ length: count }, () => ({ priority: 0 })) });
    const waiting = [job(1, { lanes: ['server'] })];
    expect(decide(waiting, [server(1)])).toEqual(start('1', 'server'));
    expect(decide(waiting, [server(2)])).toEqual({ kind: 'wait', forMemory: undefined });
  });

  test('an urgent job does not wait for the room that a list takes', () => {
    const busy = [lane({ underWay: [{ priority: 0 }] })];
    expect(decide([job(1)], busy).kind).toBe('wait');
    const urgent = job(1, { priority: 1 });
    expect(decide([urgent], busy)).toEqual(start('1'));
    expect(decide([urgent], [lane({ underWay: [{ priority: 0 }, { priority: 0 }] })]).kind).toBe('wait');
  });

  test('a job too large for the memory left waits and is named; a smaller one passes; alone it runs', () => {
    const busy = [lane({ depth: 2, underWay: [{ priority: 0 }] })];
    const large = job(1, { memoryBytes: 100 });
    expect(decide([large], busy, 50)).toEqual({ kind: 'wait', forMemory: '1' });
    expect(decide([large, job(2, { memoryBytes: 10 })], busy, 50)).toEqual(start('2'));
    expect(decide([large], [lane()], 50)).toEqual(start('1'));
  });

  test('memory is not given to a job of lower priority while a higher one waits for it', () => {
    const busy = [lane({ depth: 2, underWay: [{ priority: 0 }] })];
    const waiting = [job(1, { memoryBytes: 10 }), job(2, { memoryBytes: 100, priority: 1 })];
    expect(decide(waiting, busy, 50)).toEqual({ kind: 'wait', forMemory: '2' });
  });

  test('of two servers the emptier one, unless the other holds the model', () => {
    const one = lane({ id: 'one', depth: 2, underWay: [{ priority: 0 }] });
    const two = lane({ id: 'two', depth: 2 });
    const waiting = [job(1, { lanes: ['one', 'two'] })];
    expect(decide(waiting, [one, two])).toEqual(start('1', 'two'));
    expect(decide(waiting, [{ ...one, loadedModels: ['a'] }, two])).toEqual(start('1', 'one'));
  });
});

test('room is what is free now, less what jobs under way have yet to take', () => {
  expect(roomFor({ availableBytes: 90, idleBytes: 100, reservedBytes: 60 })).toBe(40);
  expect(roomFor({ availableBytes: 30, idleBytes: 100, reservedBytes: 60 })).toBe(30);
});

interface Planned {
  readonly arrives: number;
  readonly lasts: number;
  readonly priority: number;
  readonly modelId: string;
  readonly memoryBytes: number;
}

const MEMORY = 100;
const planned = fc.record({
  arrives: fc.integer({ min: 0, max: 30 }),
  lasts: fc.integer({ min: 1, max: 10 }),
  priority: fc.integer({ min: 0, max: 2 }),
  modelId: fc.constantFrom('a', 'b', 'c', 'd'),
  memoryBytes: fc.integer({ min: 0, max: 150 }),
});
const depths = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });

interface Started extends WaitingJob {
  readonly laneId: string;
  readonly ends: number;
}

/** Plays a plan in steps of a made-up clock; gives the jobs in the order in which they were started. */
function play(plan: readonly Planned[], depthOf: readonly number[], check: (running: Started[]) => void) {
  const names = depthOf.map((_, n) => `lane ${n}`);
  const loaded = new Map(names.map((id) => [id, [] as string[]]));
  let waiting: WaitingJob[] = [];
  let running: Started[] = [];
  const started: Started[] = [];
  for (let now = 0; started.length < plan.length || running.length > 0; now++) {
    expect(now).toBeLessThan(30 + plan.length * 11);
    running = running.filter(({ ends }) => ends > now);
    plan.forEach((p, order) => {
      if (p.arrives === now) waiting.push(job(order, { ...p, lanes: names }));
    });
    for (;;) {
      const used = running.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
      const lanes = names.map((id, n) => ({
        ...{ id, depth: depthOf[n], loadedModels: loaded.get(id) ?? [] },
        underWay: running.filter(({ laneId }) => laneId === id),
      }));
      const decision = nextStart({ waiting, lanes, roomBytes: MEMORY - used });
      if (decision.kind === 'wait') break;
      const chosen = waiting.filter(({ id }) => id === decision.jobId)[0];
      waiting = waiting
        .filter((other) => other !== chosen)
        .map((other) =>
          other.order < chosen.order && other.priority === chosen.priority
            ? { ...other, overtaken: other.overtaken + 1 }
            : other,
        );
      loaded.set(decision.laneId, [chosen.modelId]);
      const begun = { ...chosen, laneId: decision.laneId, ends: now + plan[chosen.order].lasts };
      running.push(begun);
      started.push(begun);
      check(running);
    }
  }
  return started;
}

describe('whatever comes in', () => {
  test('every job is started once, no lane takes more equals than its depth, memory is kept to', () => {
    fc.assert(
      fc.property(fc.array(planned, { maxLength: 40 }), depths, (plan, depthOf) => {
        const started = play(plan, depthOf, (running) => {
          const last = running[running.length - 1];
          const beside = running.filter(
            ({ laneId, priority }) => laneId === last.laneId && priority >= last.priority,
          );
          expect(beside.length).toBeLessThanOrEqual(depthOf[Number(last.laneId.slice(5))]);
          const used = running.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
          if (running.length > 1) expect(used).toBeLessThanOrEqual(MEMORY);
        });
        expect(new Set(started.map(({ id }) => id)).size).toBe(plan.length);
      }),
    );
  });

  test('no job is passed by more than MAX_OVERTAKEN later ones of its priority', () => {
    fc.assert(
      fc.property(fc.array(planned, { maxLength: 60 }), depths, (plan, depthOf) => {
        for (const { overtaken } of play(plan, depthOf, () => undefined))
          expect(overtaken).toBeLessThanOrEqual(MAX_OVERTAKEN);
      }),
    );
  });

  test('several models mixed are loaded no oftener than in the order of arrival, and far less when well mixed', () => {
    const mixed = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 60 });
    const loads = (models: readonly string[]) => models.filter((id, n) => id !== models[n - 1]).length;
    const all = (models: readonly string[]) =>
      models.map((modelId) => ({ arrives: 0, lasts: 1, priority: 0, modelId, memoryBytes: 0 }));
    const played = (models: readonly string[]) =>
      play(all(models), [1], () => undefined).map((s) => s.modelId);
    fc.assert(
      fc.property(mixed, (models) => {
        expect(loads(played(models))).toBeLessThanOrEqual(loads(models));
      }),
    );
    const byTurns = Array.from({ length: 60 }, (_, n) => 'abc'[n % 3]);
    expect(loads(played(byTurns))).toBeLessThanOrEqual(60 / MAX_OVERTAKEN + 3);
  });
});
