import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';

/** What can go wrong with a request, whatever it was sent over. */
export type FailureKind =
  /** There is nothing of that name: model, version, region of shared memory. */
  | 'notFound'
  /** The server does not take the request as it is. */
  | 'refused'
  /** The model or the server broke. */
  | 'failed'
  /** No answer came: not there, gone, starting, too busy. The request may be sent again, for a model keeps no state. */
  | 'unavailable'
  /** The token is missing or is not the right one. */
  | 'denied'
  /** Its certificate is of an authority that is not known here. */
  | 'untrusted'
  /** Its certificate is known, and holds no longer. */
  | 'expired'
  /** The connection isn't understood, or its certificate is another's. */
  | 'protocol'
  | 'timeout'
  | 'cancelled';

/** A request that failed, before it is known which sentence the user gets. */
export class ServerFailure extends Error {
  readonly kind: FailureKind;
  /** In what the user gets: a sentence where it is ours, else what was said elsewhere. */
  readonly why: string | Sentence;

  constructor(kind: FailureKind, why: string | Sentence, options?: ErrorOptions) {
    super(String(why), options);
    this.name = 'ServerFailure';
    this.kind = kind;
    this.why = why;
  }
}

const byHttpStatus: Readonly<Record<number, FailureKind>> = {
  401: 'denied',
  403: 'denied',
  404: 'notFound',
  408: 'timeout',
  429: 'unavailable',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

export function failureOfHttpStatus(status: number, text: string): ServerFailure {
  const kind = byHttpStatus[status] ?? (status >= 500 ? 'failed' : 'refused');
  return new ServerFailure(kind, text || `HTTP status ${status}`);
}

/** By the codes of gRPC. */
const byGrpcCode: Readonly<Record<number, FailureKind>> = {
  1: 'cancelled',
  3: 'refused',
  4: 'timeout',
  5: 'notFound',
  6: 'refused',
  7: 'denied',
  8: 'refused',
  9: 'refused',
  11: 'refused',
  12: 'protocol',
  14: 'unavailable',
  16: 'denied',
};

export function failureOfGrpcCode(code: number, details: string, cause: unknown): ServerFailure {
  const kind = kindInTls(details) ?? byGrpcCode[code] ?? 'failed';
  // grpc-js counts an answer that is no HTTP/2 as a server that is not there.
  const isOther = kind === 'unavailable' && /protocol error|RST_STREAM.*PROTOCOL|HTTP\/1/i.test(details);
  return new ServerFailure(isOther ? 'protocol' : kind, details, { cause });
}

/** What OpenSSL has against a certificate, by its words: gRPC hands on nothing else. */
function kindInTls(message: string): FailureKind | undefined {
  if (/self.signed certificate|unable to (verify the first|get (local )?issuer) certificate/i.test(message))
    return 'untrusted';
  if (/certificate has expired/i.test(message)) return 'expired';
  return /certificate|SSL|TLS/i.test(message) ? 'protocol' : undefined;
}

const lost = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ENETUNREACH', 'EHOSTUNREACH']);

/** What Node says of a connection. */
export function failureOfConnection(cause: unknown): ServerFailure {
  const { code = '', message, name } = cause as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || code === 'ETIMEDOUT')
    return new ServerFailure('timeout', message, { cause });
  if (name === 'AbortError') return new ServerFailure('cancelled', message, { cause });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new ServerFailure('unavailable', sentence`no machine of that name is known`, { cause });
  if (lost.has(code) || /socket hang up/.test(message))
    return new ServerFailure('unavailable', lostSentences[code] ?? sentence`the connection broke`, { cause });
  return new ServerFailure(kindInTls(message) ?? 'protocol', message, { cause });
}

const lostSentences: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: sentence`nothing listens there`,
  ENETUNREACH: sentence`there is no way to it`,
  EHOSTUNREACH: sentence`there is no way to it`,
};

/**
 * The one sentence that a user gets.
 * @param url the server as it is shown
 * @param model the model that was asked for, where it was one
 */
export function failureSentence(failure: ServerFailure, url: string, model?: string): VolscopeError {
  const asked = model === undefined ? sentence`the request` : sentence`the model "${model}"`;
  const kind = failure.kind === 'cancelled' ? 'cancelled' : 'inference';
  return new VolscopeError(kind, told(failure, url, asked), { cause: failure });
}

function told(failure: ServerFailure, url: string, asked: Sentence): Sentence {
  const why = reasonOf(failure);
  switch (failure.kind) {
    case 'cancelled':
      return sentence`Segmentation was cancelled.`;
    case 'notFound':
      return sentence`The server at ${url} has not got ${asked} (${why}); export it to the server's repository and load it there.`;
    case 'refused':
      return sentence`The server at ${url} does not take what ${asked} is sent (${why}); export the model to it again.`;
    case 'failed':
      return sentence`The server at ${url} failed on ${asked} (${why}); its log tells more.`;
    case 'unavailable':
      return sentence`The server at ${url} does not answer (${why}); start it, or check the URL.`;
    case 'denied':
      return sentence`The server at ${url} wants another token (${why}); give it by --server-token-file, VOLSCOPE_SERVER_TOKEN or in the settings.`;
    case 'timeout':
      return sentence`The server at ${url} took too long; try again when it is less busy.`;
    case 'untrusted':
      return sentence`The server at ${url} shows a certificate of an authority that is not known here (${why}); choose the authority's certificate in the server's settings, or give it by --server-ca.`;
    case 'expired':
      return sentence`The certificate that the server at ${url} shows, or its authority's, has expired; have it renewed there.`;
    case 'protocol':
      return sentence`The server at ${url} can't be talked to (${why}); check scheme, port and certificate of its URL.`;
  }
}

/** The server did not answer, or its connection was lost: it is as good elsewhere. @param error as it was thrown to a user */
export function isLostServer(error: unknown): boolean {
  const cause = error instanceof VolscopeError ? error.cause : undefined;
  return cause instanceof ServerFailure && (cause.kind === 'unavailable' || cause.kind === 'timeout');
}

/** Why a request failed, short enough for a sentence. */
export function reasonOf({ why }: ServerFailure): string | Sentence {
  return typeof why === 'string' ? firstSentence(why) : why;
}

/** An exception in a model comes with its whole traceback: the last line says what it was. */
function firstSentence(text: string): string | Sentence {
  const lines = text.split('\n').map((line) => line.trim());
  const stated = lines.filter((line) => line !== '' && !/^(At:|\S+\(\d+\): )/.test(line));
  const line = (/Traceback/.test(text) ? stated.at(-1) : stated[0]) ?? '';
  if (line === '') return sentence`no reason given`;
  return line.length > 300 ? `${line.slice(0, 300)}...` : line.replace(/[.;]$/, '');
}
