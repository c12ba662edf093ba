import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { startMessages } from '../messages/messages.ts';
import { decimal, inHu, inMl, inMm, wholeNumber } from './quantities.ts';

beforeAll(() => startMessages('en'));

test('numbers are written as the language on screen writes them', async () => {
  const written = () => [inMl(1301.66), inHu(-1024), inMm(1.5, 2, 0), wholeNumber(3932160)];
  expect(written()).toEqual(['1301.7 mL', '-1024 HU', '1.5 mm', '3,932,160']);
  await i18next.changeLanguage('de');
  expect(written()).toEqual(['1301,7 ml', '-1024 HU', '1,5 mm', '3.932.160']);
  await i18next.changeLanguage('en');
});

test('places are kept, or dropped where they are noughts', () => {
  expect(decimal(3, 2)).toBe('3.00');
  expect(decimal(3, 2, 0)).toBe('3');
  expect(decimal(1.7656, 2, 0)).toBe('1.77');
});
