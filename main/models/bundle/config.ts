import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { evaluate } from './expression.ts';

/** A value of a configuration file. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A MONAI bundle's configuration: values may refer to others ("@id", "@id::key::0") or be expressions ("$@id + 1"), of which
 * the simple kinds are evaluated (see `evaluate`). Nothing is looked up before it is asked for, so that what segmentation has
 * no use for may be anything.
 */
export class BundleConfig {
  private readonly root: JsonObject;
  private readonly underWay = new Set<string>();

  constructor(root: JsonObject) {
    this.root = root;
  }

  has(id: string): boolean {
    return Object.hasOwn(this.root, id);
  }

  /** The value of an id, its own reference followed but nothing inside of it; undefined where there is none. */
  get(id: string): Json | undefined {
    return this.has(id) ? this.follow(this.root[id]) : undefined;
  }

  /** What a value refers to, if it is a reference ("@id", "$@id"); else itself. */
  follow(value: Json): Json {
    if (typeof value !== 'string') return value;
    refuseMacro(value);
    const reference = /^\$?@([\w:#]+)$/.exec(value)?.[1];
    return reference === undefined
      ? value
      : this.guarded(reference, () => this.follow(this.lookUp(reference)));
  }

  /**
   * A value with all references and expressions in it carried out.
   * @throws VolscopeError('model') that names what can't be: an unknown id, a macro, an expression that is not simple.
   */
  resolve(value: Json): Json {
    if (Array.isArray(value)) return (value as readonly Json[]).map((each) => this.resolve(each));
    if (isObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.resolve(each)]));
    if (typeof value !== 'string') return value;
    refuseMacro(value);
    if (value.startsWith('@')) return this.valueOf(value.slice(1));
    return value.startsWith('$') ? evaluate(value.slice(1), (id) => this.valueOf(id)) : value;
  }

  private valueOf(id: string): Json {
    return this.guarded(id, () => this.resolve(this.lookUp(id)));
  }

  private lookUp(id: string): Json {
    let value: Json | undefined = this.root;
    for (const key of id.split(/::|#/)) {
      if (typeof value === 'string') value = this.follow(value);
      value = Array.isArray(value)
        ? (value as readonly Json[])[Number(key)]
        : isObject(value)
          ? own(value, key)
          : undefined;
    }
    if (value !== undefined) return value;
    throw new VolscopeError(
      'model',
      sentence`The bundle's configuration refers to "@${id}", which it does not hold.`,
    );
  }

  private guarded(id: string, look: () => Json): Json {
    if (this.underWay.has(id))
      throw new VolscopeError('model', sentence`The bundle's configuration refers in a circle at "@${id}".`);
    this.underWay.add(id);
    try {
      return look();
    } finally {
      this.underWay.delete(id);
    }
  }
}

function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function refuseMacro(value: string): void {
  if (value.startsWith('%'))
    throw new VolscopeError(
      'model',
      sentence`The bundle's configuration uses the macro "${value}", which is not supported; write in its place what it stands for.`,
    );
}
