import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TritonServer } from './testing.ts';

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../fixtures/tls/${name}`, import.meta.url)));

/** What a proxy shows of itself, and the certificate that a client has to trust for it. */
export interface Identity {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly authority: Buffer;
}

/** A certificate that is its own authority. */
export const selfSigned: Identity = {
  key: fixture('localhost.key'),
  cert: fixture('localhost.crt'),
  authority: fixture('localhost.crt'),
};
/** One that a hospital's own authority has signed. */
export const ofHospital: Identity = {
  key: fixture('hospital.key'),
  cert: fixture('hospital.crt'),
  authority: fixture('authority.crt'),
};
/** The same, past its time. */
export const ofHospitalOnce: Identity = { ...ofHospital, cert: fixture('hospitalExpired.crt') };
/** The hospital's authority, past its time. */
export const expiredAuthority = fixture('authorityExpired.crt');

export interface Proxy {
  readonly url: string;
  close(): void;
}

/** Triton knows neither tokens nor, over HTTP, TLS: a proxy in front of it has both, as it is in practice. */
export async function startHttpsProxy(
  { http }: TritonServer,
  token: string,
  { key, cert }: Identity = selfSigned,
): Promise<Proxy> {
  const forward = (incoming: IncomingMessage, answer: ServerResponse) => {
    if (incoming.headers.authorization !== `Bearer ${token}`) {
      incoming.resume();
      answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"a token is needed"}');
      return;
    }
    const { method, headers, url } = incoming;
    const onward = request(`${http}${url}`, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  };
  return listening(createServer({ key, cert }, forward), 'https');
}

/** The same for gRPC, stream by stream. */
export async function startGrpcsProxy(
  { grpc }: TritonServer,
  token: string,
  { key, cert }: Identity = selfSigned,
): Promise<Proxy> {
  const onward = connectHttp2(grpc.replace('grpc:', 'http:'));
  const server = createSecureServer({ key, cert });
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    if (headers.authorization !== `Bearer ${token}`) {
      const denied = { 'grpc-status': '16', 'grpc-message': 'a token is needed' };
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...denied }, { endStream: true });
      return;
    }
    const inner = onward.request({ ...headers, ':scheme': 'http' });
    stream.pipe(inner);
    let trailers = {};
    inner.on('trailers', (last) => (trailers = last));
    inner.on('response', (head) => {
      stream.respond(head, { waitForTrailers: true });
      inner.pipe(stream);
    });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  });
  const proxy = await listening(server, 'grpcs');
  return {
    ...proxy,
    close: () => {
      onward.destroy();
      proxy.close();
    },
  };
}

async function listening(server: Server, scheme: string): Promise<Proxy> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `${scheme}://localhost:${port}`, close: () => void server.close() };
}
