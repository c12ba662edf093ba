import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { StateDict } from '../checkpoint/readCheckpoint.ts';
import type { FloatTensor } from '../graph/tensor.ts';

/** The weights below one module of a network: `at('conv').get('weight', dims)` is `<path>.conv.weight`. */
export class Weights {
  private readonly stateDict: StateDict;
  /** Names of the weights that were asked for, shared by all modules of a network. */
  private readonly used: Set<string>;
  readonly path: string;

  constructor(stateDict: StateDict, path = '', used = new Set<string>()) {
    this.stateDict = stateDict;
    this.path = path;
    this.used = used;
  }

  at(...names: (string | number)[]): Weights {
    return new Weights(this.stateDict, this.join(names.join('.')), this.used);
  }

  /** Is there a weight of this name, or a module that holds some? */
  has(name: string): boolean {
    const path = this.join(name);
    if (this.stateDict.has(path)) return true;
    for (const key of this.stateDict.keys()) if (key.startsWith(`${path}.`)) return true;
    return false;
  }

  /**
   * @param dims what the network needs; left out where any shape will do
   * @throws VolscopeError('model') that names the weight if it is missing or of another shape.
   */
  get(name: string, dims?: readonly number[]): FloatTensor {
    const path = this.join(name);
    const tensor = this.stateDict.get(path);
    if (!tensor) throw new VolscopeError('model', sentence`The checkpoint lacks the weight "${path}".`);
    if (dims && dims.join() !== tensor.dims.join()) {
      throw new VolscopeError(
        'model',
        sentence`The weight "${path}" is ${shown(tensor.dims)} in the checkpoint, but the network needs ${shown(dims)}; they don't belong together.`,
      );
    }
    this.used.add(path);
    return tensor;
  }

  /**
   * To be called when a network is built.
   * @param spare weights that only training needs, or that stand in the file twice
   * @throws VolscopeError('model') that names a weight which the network has no place for.
   */
  checkAllUsed(spare: RegExp): void {
    const unexpected = [...this.stateDict.keys()].filter((name) => !this.used.has(name) && !spare.test(name));
    if (unexpected.length === 0) return;
    const others = unexpected.length > 1 ? sentence` and ${unexpected.length - 1} more` : '';
    throw new VolscopeError(
      'model',
      sentence`The checkpoint holds "${unexpected[0]}"${others}, which the network has no place for; they don't belong together.`,
    );
  }

  private join(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function shown(dims: readonly number[]): string {
  return dims.length === 0 ? 'a single number' : dims.join(' x ');
}
