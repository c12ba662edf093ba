import type { z } from 'zod';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { isObject, type BundleConfig, type Json, type JsonObject } from './config.ts';

/**
 * An object that a configuration describes: the class that `_target_` names and its arguments. Every argument must be taken or
 * ignored by name; `finish` refuses what is left, so that nothing that changes a result is passed over.
 */
export class Component {
  /** The class without its module: "Spacingd". */
  readonly name: string;
  private readonly config: BundleConfig;
  private readonly rest: Map<string, Json>;
  private readonly keys: readonly string[];

  constructor(config: BundleConfig, description: JsonObject) {
    const target = description['_target_'];
    if (typeof target !== 'string')
      throw new VolscopeError(
        'model',
        sentence`The bundle describes a transform without "_target_", its class.`,
      );
    this.config = config;
    this.name = target.split('.').at(-1) ?? target;
    // "_desc_", "_mode_" and the like speak to MONAI's parser.
    this.rest = new Map(Object.entries(description).filter(([key]) => !/^_.*_$/.test(key)));
    this.keys = this.takeKeys();
  }

  /** The first of its keys; undefined where it is no transform of dictionaries. */
  get firstKey(): string | undefined {
    return this.keys[0];
  }

  /** Which entry of a per-key argument is this key's; -1 where the transform has keys and this is none of them. */
  indexOf(key: string): number {
    return this.keys.length === 0 ? 0 : this.keys.indexOf(key);
  }

  /** An argument as the schema has it, or what MONAI assumes where it is left out. */
  take<T>(name: string, schema: z.ZodType<T>, otherwise: T): T {
    const raw = this.rest.get(name);
    this.rest.delete(name);
    return raw === undefined ? otherwise : this.checked(name, this.config.resolve(raw), schema);
  }

  /** An argument that may be a list with an entry for each key. */
  takeFor<T>(key: string, name: string, schema: z.ZodType<T>, otherwise: T): T {
    const raw = this.rest.get(name);
    this.rest.delete(name);
    if (raw === undefined) return otherwise;
    const value = this.config.resolve(raw);
    const own = Array.isArray(value) ? (value as readonly Json[])[this.indexOf(key)] : value;
    return this.checked(name, own ?? null, schema);
  }

  /** An argument as it is written, references followed. */
  takeRaw(name: string): Json | undefined {
    const raw = this.rest.get(name);
    this.rest.delete(name);
    return raw === undefined ? undefined : this.config.follow(raw);
  }

  /** Arguments that change nothing here; they are not looked at. */
  ignore(...names: string[]): this {
    for (const name of names) this.rest.delete(name);
    return this;
  }

  /** @throws VolscopeError('model') that names an argument which was neither taken nor ignored. */
  finish(): void {
    const [left] = this.rest.keys();
    if (left !== undefined) throw this.refusal(left, this.rest.get(left) ?? null);
  }

  /** Why an argument's value can't be honoured, as an error to throw. */
  refusal(name: string, value: Json, why = sentence`which is not supported`): VolscopeError {
    return new VolscopeError(
      'model',
      sentence`The bundle's ${this.name} has ${name}: ${JSON.stringify(value)}, ${why}.`,
    );
  }

  private checked<T>(name: string, value: Json, schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw this.refusal(name, value);
  }

  private takeKeys(): readonly string[] {
    const raw = this.rest.get('keys');
    this.rest.delete('keys');
    if (raw === undefined) return [];
    const keys = this.config.resolve(raw);
    return (Array.isArray(keys) ? (keys as readonly Json[]) : [keys]).map(String);
  }
}

/** The transforms of a Compose, of a list, or of a single one; those that are disabled are left out. */
export function componentsOf(config: BundleConfig, value: Json | undefined): Component[] {
  if (value === undefined || value === null) return [];
  const followed = config.follow(value);
  if (Array.isArray(followed))
    return (followed as readonly Json[]).flatMap((each) => componentsOf(config, each));
  if (!isObject(followed))
    throw new VolscopeError(
      'model',
      sentence`The bundle has ${JSON.stringify(followed)} in the place of a transform, which is not supported.`,
    );
  if (isDisabled(config, followed)) return [];
  const component = new Component(config, followed);
  if (component.name !== 'Compose') return [component];
  const transforms = component.takeRaw('transforms');
  component.ignore('map_items', 'unpack_items', 'log_stats', 'lazy', 'overrides').finish();
  return componentsOf(config, transforms);
}

function isDisabled(config: BundleConfig, description: JsonObject): boolean {
  const disabled = config.resolve(description['_disabled_'] ?? false);
  return disabled === true || (typeof disabled === 'string' && disabled.toLowerCase() === 'true');
}
