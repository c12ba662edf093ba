import { VolscopeError } from '../../contract/errors.ts';
import type { StateDict } from '../checkpoint/readCheckpoint.ts';
import type { FloatTensor } from '../graph/tensor.ts';

/** The weights below one module of a network: `at('conv').get('weight')` is `<path>.conv.weight`. */
export class Weights {
  private readonly stateDict: StateDict;
  readonly path: string;

  constructor(stateDict: StateDict, path = '') {
    this.stateDict = stateDict;
    this.path = path;
  }

  at(name: string): Weights {
    return new Weights(this.stateDict, this.join(name));
  }

  /** Is there a weight of this name, or a module that holds some? */
  has(name: string): boolean {
    const path = this.join(name);
    if (this.stateDict.has(path)) return true;
    for (const key of this.stateDict.keys()) if (key.startsWith(`${path}.`)) return true;
    return false;
  }

  /** @throws VolscopeError('model') that names the weight if it is missing. */
  get(name: string): FloatTensor {
    const tensor = this.stateDict.get(this.join(name));
    if (!tensor) throw new VolscopeError('model', `The checkpoint lacks the weight "${this.join(name)}".`);
    return tensor;
  }

  private join(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
