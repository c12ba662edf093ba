import { expect, test } from 'vitest';
import type { ModelSummary } from '../../main/contract/models.ts';
import { inOrder, moved } from './models.ts';

const model = (id: string, origin: ModelSummary['origin'] = 'imported'): ModelSummary => ({
  ...{ id, origin, name: id, description: '', version: '1', licence: '', classes: [], bytes: 0 },
});
const ids = (models: readonly ModelSummary[]) => models.map(({ id }) => id).join('');

test('models are listed as the user ordered them, then what came with the program, then the rest', () => {
  const models = [model('a'), model('b', 'bundled'), model('c'), model('d')];
  expect(ids(inOrder(models, []))).toBe('bacd');
  expect(ids(inOrder(models, ['d', 'gone', 'a']))).toBe('dabc');
});

test('a model that is moved beyond an end stays at it', () => {
  const list = ['a', 'b', 'c'];
  expect(moved(list, 'c', 0)).toEqual(['c', 'a', 'b']);
  expect(moved(list, 'a', 1)).toEqual(['b', 'a', 'c']);
  expect(moved(list, 'a', -1)).toEqual(list);
  expect(moved(list, 'b', 9)).toEqual(['a', 'c', 'b']);
});
