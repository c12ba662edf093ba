import { expect, test } from 'vitest';
import { languageFor } from './appearance.ts';

test.each([
  ['system', 'de-AT', 'de'],
  ['system', 'en-GB', 'en'],
  ['system', 'fr', 'en'],
  ['de', 'en-US', 'de'],
  ['en', 'de', 'en'],
] as const)('the choice %s on a system in %s is answered in %s', (choice, locale, language) => {
  expect(languageFor(choice, locale)).toBe(language);
});
