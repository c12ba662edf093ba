import { expect, test } from 'vitest';
import { languages } from './languages.ts';

const { en, ...others } = languages;
const blanks = (message: string) => (message.match(/{{\w+}}/g) ?? []).sort();

test.each(Object.entries(others))(
  '%s says everything that English says, with the same blanks',
  (_, messages) => {
    for (const [area, english] of Object.entries(en)) {
      const translated = messages[area as keyof typeof en] as Readonly<Record<string, string>>;
      expect(Object.keys(translated).sort(), area).toEqual(Object.keys(english).sort());
      for (const [key, message] of Object.entries(english)) {
        expect(blanks(translated[key]!), `${area}:${key}`).toEqual(blanks(message));
        expect(translated[key], `${area}:${key}`).not.toBe('');
      }
    }
  },
);
