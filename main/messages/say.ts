import type { Language } from '../contract/appearance.ts';
import { sentenceOf } from '../contract/errors.ts';
import { filled, Sentence } from '../contract/sentence.ts';
import german from './de.json';

/** Sentences of each language by their English templates. */
const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, de: german };

let catalogue = catalogues.en;

/** What this process says from now on is in that language; at first it is English, and the command line's stays so. */
export function speak(language: Language): void {
  catalogue = catalogues[language];
}

/**
 * A sentence, or the one of whatever was thrown, in the language that is spoken; one without a translation stays English.
 * For what goes to the window: logs, the command line and files keep `String(sentence)`.
 */
export function say(what: unknown): string {
  const { template, values } = what instanceof Sentence ? what : sentenceOf(what);
  return filled(
    catalogue[template] ?? template,
    values.map((value) => (value instanceof Sentence ? say(value) : String(value))),
  );
}
