import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Json } from './config.ts';

const token =
  /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|('[^'\\]*'|"[^"\\]*")|@([\w:#]+)|(None|True|False)\b|(if|else|not|len)\b|([-+*/()[\],]))/y;

/**
 * The value of a Python expression of the simple kinds: numbers, strings, None, True, False, lists and tuples of them,
 * references, + - * / of numbers, + of strings and lists, `len`, `not`, `a if b else c`. Nothing else is called.
 * @param valueOf gives what "@id" stands for
 * @throws VolscopeError('model') that names an expression of another kind.
 */
export function evaluate(expression: string, valueOf: (id: string) => Json): Json {
  const refused = (): VolscopeError =>
    new VolscopeError(
      'model',
      sentence`The bundle's configuration has the expression "$${expression}", which is not supported.`,
    );
  const tokens = tokensOf(expression);
  if (!tokens) throw refused();
  const parser = new Parser(tokens, valueOf, refused);
  const value = parser.choice();
  if (!parser.atEnd) throw refused();
  return value;
}

type Token =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'sign'; readonly sign: string };

const constants: Readonly<Record<string, Json>> = { None: null, True: true, False: false };

function tokensOf(expression: string): Token[] | undefined {
  const tokens: Token[] = [];
  const trimmed = expression.trim();
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const match = token.exec(trimmed);
    if (!match) return undefined;
    const [, number, text, id, constant, word, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (text !== undefined) tokens.push({ kind: 'value', value: text.slice(1, -1) });
    else if (id !== undefined) tokens.push({ kind: 'reference', id });
    else if (constant !== undefined) tokens.push({ kind: 'value', value: constants[constant] });
    else tokens.push({ kind: 'sign', sign: word ?? sign });
  }
  return tokens;
}

class Parser {
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly valueOf: (id: string) => Json;
  private readonly refused: () => VolscopeError;

  constructor(tokens: readonly Token[], valueOf: (id: string) => Json, refused: () => VolscopeError) {
    this.tokens = tokens;
    this.valueOf = valueOf;
    this.refused = refused;
  }

  get atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  /** Both sides of a conditional are evaluated: neither can do anything. */
  choice(): Json {
    const value = this.sum();
    if (!this.takeSign('if')) return value;
    const condition = this.condition();
    if (!this.takeSign('else')) throw this.refused();
    const otherwise = this.choice();
    return condition ? value : otherwise;
  }

  private condition(): boolean {
    return this.takeSign('not') ? !this.condition() : isTrue(this.sum());
  }

  private sum(): Json {
    let value = this.product();
    for (let sign = this.takeSign('+', '-'); sign; sign = this.takeSign('+', '-'))
      value = this.combine(sign, value, this.product());
    return value;
  }

  private product(): Json {
    let value = this.factor();
    for (let sign = this.takeSign('*', '/'); sign; sign = this.takeSign('*', '/'))
      value = this.combine(sign, value, this.factor());
    return value;
  }

  private factor(): Json {
    if (this.takeSign('-')) return this.combine('-', 0, this.factor());
    if (this.takeSign('len')) return this.length();
    if (this.takeSign('[')) return this.list(']', []);
    if (this.takeSign('(')) return this.parenthesis();
    const next = this.atEnd ? undefined : this.tokens[this.at++];
    if (next?.kind === 'value') return next.value;
    if (next?.kind === 'reference') return this.valueOf(next.id);
    throw this.refused();
  }

  private length(): Json {
    const value = this.takeSign('(') ? this.parenthesis() : null;
    if (Array.isArray(value) || typeof value === 'string') return value.length;
    throw this.refused();
  }

  /** A value in parentheses, or a tuple. */
  private parenthesis(): Json {
    if (this.takeSign(')')) return [];
    const first = this.choice();
    if (this.takeSign(')')) return first;
    if (!this.takeSign(',')) throw this.refused();
    return this.list(')', [first]);
  }

  private list(end: string, values: Json[]): Json {
    while (!this.takeSign(end)) {
      values.push(this.choice());
      if (this.takeSign(end)) break;
      if (!this.takeSign(',')) throw this.refused();
    }
    return values;
  }

  private takeSign(...signs: string[]): string | undefined {
    const next = this.tokens[this.at];
    if (next?.kind !== 'sign' || !signs.includes(next.sign)) return undefined;
    this.at++;
    return next.sign;
  }

  private combine(sign: string, a: Json, b: Json): Json {
    if (sign === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
    if (sign === '+' && Array.isArray(a) && Array.isArray(b)) return [...(a as Json[]), ...(b as Json[])];
    if (typeof a !== 'number' || typeof b !== 'number') throw this.refused();
    switch (sign) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      default:
        return a / b;
    }
  }
}

/** Python's truth of a value. */
function isTrue(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return Boolean(value);
}
