import { expect, test } from 'vitest';
import card from '../../models/spleen-monai-tutorial/card.md?raw';
import { parseCard, type CardBlock, type Span } from './cardText.ts';

const plain = (spans: readonly Span[]) => spans.map(({ text }) => text).join('');

test('headings, paragraphs, lists, tables, bold and code', () => {
  const blocks = parseCard(
    '# A **b**\nFirst\nline, `code`.\n\n- one\n  goes on\n- two\n\n| x | y |\n| - | -: |\n| 1 | **2** |\n',
  );
  expect(blocks).toEqual([
    {
      kind: 'heading',
      level: 1,
      spans: [
        { kind: 'text', text: 'A ' },
        { kind: 'strong', text: 'b' },
      ],
    },
    {
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'First line, ' },
        { kind: 'code', text: 'code' },
        { kind: 'text', text: '.' },
      ],
    },
    { kind: 'list', items: [[{ kind: 'text', text: 'one goes on' }], [{ kind: 'text', text: 'two' }]] },
    {
      kind: 'table',
      rows: [
        [[{ kind: 'text', text: 'x' }], [{ kind: 'text', text: 'y' }]],
        [[{ kind: 'text', text: '1' }], [{ kind: 'strong', text: '2' }]],
      ],
    },
  ]);
});

test('HTML and links stay text', () => {
  const html = '<img src=x onerror="alert(1)"> [here](javascript:alert(1))';
  expect(parseCard(html)).toEqual([{ kind: 'paragraph', spans: [{ kind: 'text', text: html }] }]);
});

test('the card of the model that comes with the program is read whole', () => {
  const blocks = parseCard(card);
  const words = (block: CardBlock): string =>
    block.kind === 'list'
      ? block.items.map(plain).join(' ')
      : block.kind === 'table'
        ? block.rows.flat().map(plain).join(' ')
        : plain(block.spans);
  expect(blocks.map(({ kind }) => kind)).toContain('table');
  const shown = blocks.map(words).join(' ').replace(/\s+/g, ' ');
  const written = card
    .replace(/^#+ |^- |\*\*|`/gm, '')
    .replace(/^[|\s:-]+$/gm, ' ')
    .replace(/\|/g, ' ')
    .replace(/\s+/g, ' ');
  expect(shown.trim()).toBe(written.trim());
});
