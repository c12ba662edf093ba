import { inflateSync } from 'node:zlib';

/**
 * What a PDF of Chromium's says: its pages, counted, and the text on them without its spaces. Enough of the format for that: objects that are
 * written out, Flate streams, fonts whose glyphs are named by a ToUnicode map.
 */
export function readPdf(bytes: Buffer): { readonly pages: number; readonly text: string } {
  const source = bytes.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id, body] of source.matchAll(/(\d+) 0 obj\b([\s\S]*?)\bendobj\b/g)) objects.set(id, body);
  const bodies = [...objects.values()];
  const pages = bodies.filter((body) => /\/Type\s*\/Page\b/.test(body)).length;
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const body of bodies)
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (map) fonts.set(name, glyphNames(streamOf(objects.get(map) ?? '')));
    }
  return {
    pages,
    text: bodies
      .map((body) => textOf(streamOf(body), fonts))
      .join('')
      .replace(/\s/g, ''),
  };
}

function streamOf(body: string): string {
  const [, stream] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body) ?? [];
  if (stream === undefined || !body.includes('/FlateDecode')) return '';
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
}

const fromHex = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Glyph (four hexadecimal digits) to what it says. */
function glyphNames(map: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, block] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, says] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      names.set(glyph.toLowerCase(), fromHex(says));
  for (const [, block] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, says] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [first, last, code] = [from, to, says].map((hex) => Number.parseInt(hex, 16));
      for (let glyph = first; glyph <= last; glyph++)
        names.set(glyph.toString(16).padStart(4, '0'), String.fromCharCode(code + glyph - first));
    }
  return names;
}

/** The text that a page's content shows, in the order in which it is drawn. */
function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  if (!/\bBT\b/.test(content)) return '';
  let names: ReadonlyMap<string, string> | undefined;
  let text = '';
  for (const [, font, shown, pieces] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|<([\da-fA-F]+)>\s*Tj|\[([^\]]*)\]\s*TJ/g,
  )) {
    if (font !== undefined) names = fonts.get(font);
    else {
      const hex = shown ?? [...pieces.matchAll(/<(\w+)>/g)].map(([, piece]) => piece).join('');
      for (const [glyph] of hex.toLowerCase().matchAll(/.{4}/g)) text += names?.get(glyph) ?? '';
    }
  }
  return text;
}
