import { X509Certificate } from 'node:crypto';
import { authorityIn, type Authority } from '../main/contract/servers.ts';

/** The authority whose certificates a text in PEM holds; undefined where it holds none, or one that can't be read. */
export function authorityOf(pem: string): Authority | undefined {
  try {
    return authorityIn(pem, (block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}
