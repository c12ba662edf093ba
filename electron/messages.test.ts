import { expect, test } from 'vitest';
import de from './messages/de.json';
import en from './messages/en.json';

const blanks = (message: string) => (message.match(/{{\w+}}/g) ?? []).sort();

test('German says everything that English says, with the same blanks', () => {
  expect(Object.keys(de)).toEqual(Object.keys(en));
  for (const [key, english] of Object.entries(en)) {
    const german = de[key as keyof typeof en];
    expect(german, key).not.toBe('');
    expect(blanks(german), key).toEqual(blanks(english));
  }
});
