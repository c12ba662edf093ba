import { expect, test } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import { runOnLadder } from './runOnLadder.ts';

test('a provider that fails hands the job to the next one, with a note', async () => {
  const notes: string[] = [];
  const run = async (provider: string) => {
    if (provider === 'webgpu') throw new VolscopeError('inference', 'out of memory');
    return provider;
  };
  const { provider, result } = await runOnLadder(['webgpu', 'cpu'], 2, run, (note) =>
    notes.push(String(note)),
  );
  expect([provider, result]).toEqual(['cpu', 'cpu']);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('WebGPU failed (out of memory)');
});

test('the last failure is the answer', async () => {
  const run = () => Promise.reject(new VolscopeError('inference', 'broken'));
  await expect(runOnLadder(['cpu'], 2, run, () => undefined)).rejects.toThrow('broken');
});

test('a cancelled job is not started again on the next provider', async () => {
  const tried: string[] = [];
  const run = (provider: string) => {
    tried.push(provider);
    return Promise.reject(new VolscopeError('cancelled', 'Cancelled.'));
  };
  await expect(runOnLadder(['webgpu', 'cpu'], 2, run, () => undefined)).rejects.toMatchObject({
    kind: 'cancelled',
  });
  expect(tried).toEqual(['webgpu']);
});
