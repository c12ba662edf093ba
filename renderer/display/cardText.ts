/** A stretch of a line. */
export interface Span {
  readonly kind: 'text' | 'strong' | 'code';
  readonly text: string;
}

export type CardBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Span[])[])[] };

/**
 * The part of Markdown that cards are written in: headings, paragraphs, lists, tables, bold and code. Anything else, HTML
 * too, is text as it stands: a card comes with a model, from anybody.
 */
export function parseCard(markdown: string): CardBlock[] {
  const paragraphs = markdown.replaceAll('\r', '').split(/\n\s*\n|\n(?=#)|(?<=^#.*)\n/m);
  return paragraphs.filter((text) => text.trim() !== '').map(blockOf);
}

function blockOf(text: string): CardBlock {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const heading = /^(#{1,6})\s+(.*)$/.exec(lines[0]!);
  if (heading) return { kind: 'heading', level: heading[1]!.length, spans: spansOf(heading[2]!) };
  if (lines.every((line) => line.startsWith('|'))) return { kind: 'table', rows: rowsOf(lines) };
  if (/^[-*] /.test(lines[0]!)) return { kind: 'list', items: itemsOf(lines) };
  return { kind: 'paragraph', spans: spansOf(lines.join(' ')) };
}

/** A line that begins no item goes on with the one before. */
function itemsOf(lines: readonly string[]): Span[][] {
  const items: string[] = [];
  for (const line of lines) {
    const item = /^\s*[-*] (.*)$/.exec(line);
    if (item) items.push(item[1]!);
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items.map(spansOf);
}

/** Without the line of dashes under the heads. */
function rowsOf(lines: readonly string[]): Span[][][] {
  return lines
    .filter((line) => !/^[|\s:-]+$/.test(line) || !line.includes('-'))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, '')
        .split('|')
        .map((cell) => spansOf(cell.trim())),
    );
}

function spansOf(text: string): Span[] {
  const parts = text.split(/(\*\*[^*]+\*\*|`[^`]+`)/);
  return parts.filter((part) => part !== '').map(spanOf);
}

function spanOf(part: string): Span {
  if (/^\*\*[^*]+\*\*$/.test(part)) return { kind: 'strong', text: part.slice(2, -2) };
  if (/^`[^`]+`$/.test(part)) return { kind: 'code', text: part.slice(1, -1) };
  return { kind: 'text', text: part };
}
