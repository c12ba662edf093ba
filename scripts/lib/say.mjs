/** Lines of the scripts go to standard error: standard output belongs to what they start. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A reason to stop that the user can do something about: printed without a stack trace. */
export class Halt extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a script's body and makes its outcome the exit code. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    say(error instanceof Halt ? error.message : (error?.stack ?? String(error)));
    process.exitCode = error?.exitCode ?? 1;
  }
}
