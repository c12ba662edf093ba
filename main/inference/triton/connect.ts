import { checkAuthority } from './authority.ts';
import { endpointOf, type Endpoint, type ServerAccess } from './endpoint.ts';
import { GrpcProtocol } from './grpcProtocol.ts';
import { HttpProtocol } from './httpProtocol.ts';
import type { Protocol } from './protocol.ts';

/**
 * The protocol that a server's URL names; nothing is sent yet.
 * @throws VolscopeError('usage') if it is no such URL, or what is to be trusted is no certificate
 */
export function connect(access: ServerAccess): { endpoint: Endpoint; protocol: Protocol } {
  const endpoint = endpointOf(access);
  if (access.ca) checkAuthority(access.ca);
  const protocol =
    endpoint.transport === 'http' ? new HttpProtocol(endpoint, access) : new GrpcProtocol(endpoint, access);
  return { endpoint, protocol };
}
