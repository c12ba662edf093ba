import { afterEach, expect, test } from 'vitest';
import { describeError, VolscopeError } from '../contract/errors.ts';
import { sentence, sentenceSchema } from '../contract/sentence.ts';
import { writeError } from '../volume/atomicFile.ts';
import { say, speak } from './say.ts';

afterEach(() => speak('en'));

test('an error keeps its English message, and is said in the language that is spoken', () => {
  const error = new VolscopeError('input', sentence`Opening ${'a.nii'} was cancelled.`);
  expect(say(error)).toBe('Opening a.nii was cancelled.');
  speak('de');
  expect(say(error)).toBe('Das Öffnen von a.nii wurde abgebrochen.');
  expect(error.message).toBe('Opening a.nii was cancelled.');
  expect(describeError(error)).toEqual({ kind: 'input', message: 'Opening a.nii was cancelled.' });
});

test('a sentence within a sentence is translated too', () => {
  speak('de');
  const full = writeError(Object.assign(new Error('no space'), { code: 'ENOSPC' }), '/out/a.nii.gz');
  expect(say(full)).toBe(
    '/out/a.nii.gz lässt sich nicht schreiben: der Datenträger ist voll; bitte Platz schaffen.',
  );
});

test('what has no translation is said as it is', () => {
  speak('de');
  expect(say(new Error('a defect'))).toBe('a defect');
  expect(say(new VolscopeError('usage', 'plain {0} text'))).toBe('plain {0} text');
  expect(say(sentence`${'name'} is in no catalogue.`)).toBe('name is in no catalogue.');
});

test('a sentence comes whole out of another process', () => {
  const sent = sentence`Edits are not kept for a crash: ${sentence`${'{1} a'} can't be written: ${3}.`}`;
  const received = sentenceSchema.parse(structuredClone(sent));
  expect(String(received)).toBe("Edits are not kept for a crash: {1} a can't be written: 3.");
  speak('de');
  expect(say(received)).toBe(
    'Änderungen werden für den Fall eines Absturzes nicht gesichert: {1} a lässt sich nicht schreiben: 3.',
  );
  expect(() => sentenceSchema.parse({ template: 'x', values: [{ template: 'y' }] })).toThrow();
});
