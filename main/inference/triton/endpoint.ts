import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { isLoopback } from '../../contract/servers.ts';

/** Where a server listens, and how it is spoken to. */
export interface Endpoint {
  readonly transport: 'http' | 'grpc';
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** What stands before "/v2/..." (a proxy's path), without a slash at its end. HTTP alone has one. */
  readonly basePath: string;
  /** As it is shown: the URL, tidied. */
  readonly url: string;
}

/** A server and what it takes to be let in. */
export interface ServerAccess {
  readonly url: string;
  /** Sent as "Authorization: Bearer"; never to another machine without TLS. */
  readonly token?: string;
  /** Certificates in PEM to trust instead of those of well-known authorities. */
  readonly ca?: Uint8Array;
}

const schemes = {
  'http:': { transport: 'http', secure: false, port: 8000 },
  'https:': { transport: 'http', secure: true, port: 443 },
  'grpc:': { transport: 'grpc', secure: false, port: 8001 },
  'grpcs:': { transport: 'grpc', secure: true, port: 443 },
} as const;

/**
 * Reads a server's URL; without a port it is Triton's own (8000, 8001), with TLS 443.
 * @throws VolscopeError('usage') if it is none, or would send a token in the clear to another machine.
 */
export function endpointOf({ url, token }: ServerAccess): Endpoint {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const scheme = parsed && schemes[parsed.protocol as keyof typeof schemes];
  if (!parsed || !scheme || !parsed.hostname)
    throw new VolscopeError(
      'usage',
      sentence`"${url}" is no server's URL; write http://HOST:PORT, https://, grpc:// or grpcs://.`,
    );
  if (parsed.username || parsed.password || parsed.search || parsed.hash)
    throw new VolscopeError(
      'usage',
      sentence`A server's URL holds host, port and path alone; give a token by --server-token-file or VOLSCOPE_SERVER_TOKEN.`,
    );
  const { transport, secure } = scheme;
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  // "https://x:443" and "http://x:80" lose their port when they are parsed.
  const named = parsed.port || /:(\d+)$/.exec(url.replace(/^\w+:\/\//, '').split('/')[0])?.[1];
  const port = named ? Number(named) : scheme.port;
  const basePath = parsed.pathname.replace(/\/+$/, '');
  if (transport === 'grpc' && basePath !== '')
    throw new VolscopeError('usage', sentence`"${url}" has a path; gRPC knows host and port alone.`);
  if (token && !secure && !isLoopback(host))
    throw new VolscopeError(
      'usage',
      sentence`The token would go to ${host} in the clear; use https:// or grpcs://, or leave the token out.`,
    );
  const shown = `${parsed.protocol}//${parsed.hostname}:${port}${basePath}`;
  return { transport, secure, host, port, basePath, url: shown };
}
