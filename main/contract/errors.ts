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
 * An error that a user sees: one sentence that says what is wrong and what to do.
 * Anything else that is thrown is a defect of ours.
 */
export class VolscopeError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VolscopeError';
    this.kind = kind;
  }
}

/** The sentence and the kind to show for anything that was thrown. */
export function describeError(thrown: unknown): { kind: ErrorKind | 'defect'; message: string } {
  if (thrown instanceof VolscopeError) return { kind: thrown.kind, message: thrown.message };
  return { kind: 'defect', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** The CLI's exit code for what describeError found; a defect of ours counts as a failed run. */
export function exitCodeOf(kind: ErrorKind | 'defect'): number {
  return kind === 'defect' ? exitCodes.inference : exitCodes[kind];
}
