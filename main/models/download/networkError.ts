import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';

/** A transfer that stopped before its end, and may be taken up again. */
export class BrokenOff extends Error {}

/** A server that was silent for too long. */
export class Silent extends BrokenOff {}

/** The part is as long as the file or longer. */
export class NothingLeft extends Error {}

/** Another file than the one that was asked for: nothing of it is of use. */
export class UnexpectedFile extends VolscopeError {}

const offline = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'];

/** The sentence for a server that could not be reached or stopped in mid-transfer. */
export function networkError(cause: unknown, { host }: URL): VolscopeError {
  const code = codeOf(cause);
  if (offline.includes(code)) {
    return failure(
      sentence`${host} can't be reached; check that this machine is connected to the network.`,
      cause,
    );
  }
  if (code === 'ECONNREFUSED')
    return failure(sentence`${host} does not answer; check the address, or try later.`, cause);
  if (messageOf(cause) === 'bad port')
    return failure(sentence`${host} names a port that is for other services; check the address.`, cause);
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) {
    return failure(
      sentence`${host} can't prove that it is what it says (${code}); nothing was fetched.`,
      cause,
    );
  }
  if (cause instanceof Silent || /TIMEOUT|ETIMEDOUT/.test(code)) {
    return failure(
      sentence`${host} is silent for too long; try again later, what has arrived is kept.`,
      cause,
    );
  }
  return failure(sentence`The transfer from ${host} broke off; try again, what has arrived is kept.`, cause);
}

/** The sentence for what a server answered instead of the file. */
export function statusError(status: number, { host }: URL): VolscopeError {
  const numbered = `(HTTP ${status})`;
  if (status === 404 || status === 410)
    return failure(sentence`${host} has no such file ${numbered}; check the address.`);
  if (status === 401 || status === 403 || status === 407) {
    return failure(
      sentence`${host} gives the file only to those it knows ${numbered}; get it elsewhere and import it.`,
    );
  }
  if (status === 429 || status >= 500)
    return failure(sentence`${host} can't give the file now ${numbered}; try again later.`);
  return failure(sentence`${host} does not give the file ${numbered}; check the address.`);
}

/** fetch() wraps the system's error. */
function codeOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return '';
}

/** Of the error that fetch() wraps. */
function messageOf(cause: unknown): string {
  return cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : '';
}

function failure(why: Sentence, cause?: unknown): VolscopeError {
  return new VolscopeError('model', why, { cause });
}
