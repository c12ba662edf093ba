import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { allocateFresh, type Allocate } from './answerMemory.ts';
import type { Endpoint, ServerAccess } from './endpoint.ts';
import { failureOfConnection, ServerFailure } from './failure.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent one after the other, without being joined. */
  readonly body?: readonly Uint8Array[];
  readonly signal: AbortSignal;
  /** Where the binary tensors go. */
  readonly allocate?: Allocate;
}

export interface HttpReply {
  readonly status: number;
  /** The answer up to where its binary tensors begin: the whole of it where it has none. */
  readonly text: string;
  /** The binary tensors, in memory of their own that begins with them, so that numbers in it are aligned. */
  readonly binary: Uint8Array<ArrayBuffer>;
}

const TEXT_LENGTH = 'inference-header-content-length';

/**
 * Requests to one server over connections that are kept. Plain node:http, and no word of compression: asked for gzip, as
 * fetch() does, Triton spends ten times as long on packing the tensors.
 */
export class HttpConnection {
  private readonly endpoint: Endpoint;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly agent: HttpAgent | HttpsAgent;

  constructor(endpoint: Endpoint, { token, ca }: ServerAccess) {
    this.endpoint = endpoint;
    this.headers = token ? { authorization: `Bearer ${token}` } : {};
    this.agent = endpoint.secure
      ? new HttpsAgent({ keepAlive: true, ca: ca && Buffer.from(ca) })
      : new HttpAgent({ keepAlive: true });
  }

  /** @throws ServerFailure where no whole answer comes. */
  async send({
    method,
    path,
    headers,
    body = [],
    signal,
    allocate = allocateFresh,
  }: HttpRequest): Promise<HttpReply> {
    const { secure, host, port, basePath } = this.endpoint;
    const length = body.reduce((sum, part) => sum + part.byteLength, 0);
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const request = (secure ? httpsRequest : httpRequest)({
          ...{ host, port, method, path: `${basePath}/${path}`, agent: this.agent, signal },
          headers: { ...this.headers, ...headers, 'content-length': length },
        });
        request.on('response', resolve).on('error', reject);
        for (const part of body) request.write(part);
        request.end();
      });
      return { status: response.statusCode ?? 0, ...(await readReply(response, allocate)) };
    } catch (cause) {
      if (cause instanceof ServerFailure) throw cause;
      // An aborted request says no more than that; the signal knows whether time or the user ended it.
      throw failureOfConnection(signal.aborted ? signal.reason : cause);
    }
  }

  close(): void {
    this.agent.destroy();
  }
}

async function readReply(
  response: IncomingMessage,
  allocate: Allocate,
): Promise<Pick<HttpReply, 'text' | 'binary'>> {
  const total = Number(response.headers['content-length'] ?? NaN);
  const textLength = Number(response.headers[TEXT_LENGTH] ?? total);
  if (Number.isNaN(total) || Number.isNaN(textLength)) return readUnmeasured(response);
  const text = Buffer.allocUnsafe(textLength);
  const binary = allocate(total - textLength);
  let at = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const inText = Math.max(0, Math.min(chunk.length, textLength - at));
    if (inText > 0) chunk.copy(text, at, 0, inText);
    if (inText < chunk.length) binary.set(chunk.subarray(inText), at + inText - textLength);
    at += chunk.length;
  }
  return { text: text.toString('utf8'), binary };
}

/** An answer in pieces, as some proxies pass it on. */
async function readUnmeasured(response: IncomingMessage): Promise<Pick<HttpReply, 'text' | 'binary'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const textLength = Number(response.headers[TEXT_LENGTH] ?? whole.length);
  return {
    text: whole.toString('utf8', 0, textLength),
    binary: Uint8Array.from(whole.subarray(textLength)),
  };
}
