import { X509Certificate } from 'node:crypto';
import { certificatesIn, type Authority } from '../main/contract/servers.ts';

/** The authority whose certificates a text in PEM holds; undefined where it holds none, or one that can't be read. */
export function authorityOf(pem: string): Authority | undefined {
  try {
    const blocks = certificatesIn(pem);
    const certificates = blocks.map((block) => new X509Certificate(block));
    const [first] = certificates;
    if (!first) return undefined;
    return {
      pem: `${blocks.join('\n')}\n`,
      subject: first.subject.split('\n').join(', '),
      validUntil: Math.max(...certificates.map(({ validTo }) => Date.parse(validTo))),
    };
  } catch {
    return undefined;
  }
}
