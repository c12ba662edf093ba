import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import german from './de.json';

/** What the sources say to the user, found by TypeScript's own parser. */
interface Found {
  readonly templates: Set<string>;
  /** Errors whose sentence can't be translated. */
  readonly bare: string[];
}

const root = join(import.meta.dirname, '..');

const sources = (readdirSync(root, { recursive: true }) as string[]).filter(
  (file) => file.endsWith('.ts') && !/\.(test|triton)\.ts$/.test(file),
);

function collect(found: Found, file: string): void {
  const tree = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const isCli = /^cli[\\/]/.test(file);
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sentence')
      found.templates.add(templateOf(node.template));
    if (ts.isNewExpression(node) && node.expression.getText() === 'VolscopeError' && !isCli) {
      const said = node.arguments?.[1];
      if (said && (ts.isStringLiteralLike(said) || ts.isTemplateExpression(said)))
        found.bare.push(`${file}: ${said.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

function templateOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const rest = template.templateSpans.map(({ literal }, at) => `{${at}}${literal.text}`);
  return template.head.text + rest.join('');
}

const blanks = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([blank]) => blank).sort();

const found: Found = { templates: new Set(), bare: [] };
for (const file of sources) collect(found, file);
const catalogue: Readonly<Record<string, string>> = german;

test('the sources say many sentences', () => {
  expect(found.templates.size).toBeGreaterThan(200);
  expect(found.templates).toContain('{0} has no frame {1}; it holds {2} (from 0 to {3}).');
});

test('every sentence has a German one', () => {
  const worded = [...found.templates].filter((template) => /\p{L}/u.test(template.replace(/\{\d+\}/g, '')));
  expect(worded.filter((template) => !catalogue[template])).toEqual([]);
});

test('every German sentence has its English one, and fills the same blanks', () => {
  const entries = Object.entries(catalogue);
  expect(entries.map(([english]) => english).filter((english) => !found.templates.has(english))).toEqual([]);
  for (const [english, translation] of entries) expect(blanks(translation), english).toEqual(blanks(english));
});

test('no error outside the command line is made of a bare text', () => {
  expect(found.bare).toEqual([]);
});
