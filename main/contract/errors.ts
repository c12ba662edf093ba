import { sentence, type Sentence } from './sentence.ts';

/** What went wrong, by who can mend it. Each kind has its exit code in the CLI. */
export const exitCodes = {
  usage: 2,
  input: 3,
  model: 4,
  inference: 5,
  output: 6,
  cancelled: 130,
} as const;

export type ErrorKind = keyof typeof exitCodes;

/**
 * An error that a user sees: one sentence that says what is wrong and what to do. `message` is that sentence in English.
 * Anything else that is thrown is a defect of ours.
 */
export class VolscopeError extends Error {
  readonly kind: ErrorKind;
  readonly sentence: Sentence;

  constructor(kind: ErrorKind, message: string | Sentence, options?: ErrorOptions) {
    super(String(message), options);
    this.name = 'VolscopeError';
    this.kind = kind;
    this.sentence = typeof message === 'string' ? sentence`${message}` : message;
  }
}

/** The sentence for anything that was thrown; of a defect what it says of itself. */
export function sentenceOf(thrown: unknown): Sentence {
  if (thrown instanceof VolscopeError) return thrown.sentence;
  return sentence`${thrown instanceof Error ? thrown.message : String(thrown)}`;
}

/** The sentence in English and the kind to show for anything that was thrown. */
export function describeError(thrown: unknown): { kind: ErrorKind | 'defect'; message: string } {
  return {
    kind: thrown instanceof VolscopeError ? thrown.kind : 'defect',
    message: String(sentenceOf(thrown)),
  };
}

/** The CLI's exit code for what describeError found; a defect of ours counts as a failed run. */
export function exitCodeOf(kind: ErrorKind | 'defect'): number {
  return kind === 'defect' ? exitCodes.inference : exitCodes[kind];
}
