import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { startMessages } from '../messages/messages.ts';
import { keyNames } from './keyNames.ts';

beforeAll(() => startMessages('de'));

test.each([
  ['Ctrl + Shift + Z', 'Strg + Umschalt + Z'],
  ['Page Up, Page Down', 'Bild auf, Bild ab'],
  ['1 to 5', '1 bis 5'],
  ['Home, End', 'Pos1, Ende'],
  ['Del', 'Entf'],
  ['< >', '< >'],
])('%s is %s on a German keyboard', async (label, german) => {
  await i18next.changeLanguage('de');
  expect(keyNames(label)).toBe(german);
  await i18next.changeLanguage('en');
  expect(keyNames(label)).toBe(label);
});
