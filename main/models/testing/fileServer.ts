import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine with one file, which behaves well or as badly as it is told. */
export interface FileServer {
  readonly url: string;
  readonly etag: string;
  /** The Range of each request for the file. */
  readonly ranges: (string | undefined)[];
  content: Buffer;
  status?: number;
  ignoreRange?: boolean;
  /** Sends no length. */
  chunked?: boolean;
  claimedLength?: number;
  /** Cuts each answer off after so many bytes. */
  breakAfter?: number;
  /** Sends no more after so many bytes, and keeps the connection open. */
  stallAfter?: number;
  close(): Promise<void>;
}

export async function fileServer(content: Buffer, path = '/model.pt'): Promise<FileServer> {
  const http = createServer((request, response) => answer(server, request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: FileServer = {
    url: `http://127.0.0.1:${port}${path}`,
    etag: '"1"',
    ranges: [],
    content,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

function answer(server: FileServer, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? '/', server.url);
  const redirects = Number(searchParams.get('redirect') ?? 0);
  const elsewhere = redirects > 0 ? `?redirect=${redirects - 1}` : searchParams.get('to');
  if (elsewhere !== null) {
    response.writeHead(302, { location: elsewhere }).end();
    return;
  }
  server.ranges.push(request.headers.range);
  if (server.status !== undefined) {
    response.writeHead(server.status).end();
    return;
  }
  const start = startOf(server, request);
  if (start >= server.content.length) {
    response.writeHead(416).end();
    return;
  }
  send(server, response, start);
}

/** RFC 9110: a range counts only where the file is still the one of If-Range. */
function startOf({ ignoreRange, etag }: FileServer, { headers }: IncomingMessage): number {
  const [, start] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  const changed = headers['if-range'] !== undefined && headers['if-range'] !== etag;
  return start === undefined || ignoreRange || changed ? 0 : Number(start);
}

function send(server: FileServer, response: ServerResponse, start: number): void {
  const rest = server.content.subarray(start);
  const length = server.claimedLength === undefined ? rest.length : server.claimedLength - start;
  response.writeHead(start > 0 ? 206 : 200, {
    etag: server.etag,
    ...(server.chunked ? {} : { 'content-length': length }),
    ...(start > 0
      ? { 'content-range': `bytes ${start}-${server.content.length - 1}/${server.content.length}` }
      : {}),
  });
  const cut = server.breakAfter ?? server.stallAfter;
  response.write(rest.subarray(0, cut), () => {
    if (server.stallAfter !== undefined) return;
    const whole = server.breakAfter === undefined || server.breakAfter >= rest.length;
    if (whole && server.claimedLength === undefined) response.end();
    else response.destroy();
  });
}
