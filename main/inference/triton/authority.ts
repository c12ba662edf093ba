import { X509Certificate } from 'node:crypto';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { authorityIn } from '../../contract/servers.ts';

/**
 * Sees to it that what is to be trusted for a server can be: else TLS would say, or not even that, that the server's own
 * certificate is wrong.
 * @param pem certificates in PEM
 * @throws VolscopeError('usage') if there is none, one can't be read, or all of them have expired
 */
export function checkAuthority(pem: Uint8Array): void {
  const authority = authorityIn(Buffer.from(pem).toString('latin1'), readCertificate);
  if (!authority) throw noCertificate();
  const { subject, validUntil } = authority;
  if (validUntil < Date.now())
    throw new VolscopeError(
      'usage',
      sentence`The certificate of the authority "${subject}" expired on ${new Date(validUntil).toISOString().slice(0, 10)}; ask for the one that took its place.`,
    );
}

function readCertificate(block: string): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch (cause) {
    throw noCertificate(cause);
  }
}

function noCertificate(cause?: unknown): VolscopeError {
  return new VolscopeError(
    'usage',
    sentence`What was given as the authority's certificate is none in PEM; choose the certificate of the authority that signed the server's.`,
    { cause },
  );
}
