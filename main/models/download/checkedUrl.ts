import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';

/** Is this a web address rather than a path? A single letter before the colon is a Windows drive. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
}

/**
 * A web address that may be fetched from: https, or http on this very machine.
 * @param from the address that redirected here; only what begins on this machine may lead to it
 * @throws VolscopeError('model') for any other.
 */
export function checkedUrl(text: string, from?: URL): URL {
  const url = URL.canParse(text, from?.href) ? new URL(text, from) : undefined;
  if (!url) throw new VolscopeError('model', sentence`"${text}" is not a web address; check it.`);
  const local = isThisMachine(url);
  if (local && from && !isThisMachine(from)) {
    throw new VolscopeError(
      'model',
      sentence`${from.host} redirects to an address of this machine; it was refused.`,
    );
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local)) {
    if (url.username === '' && url.password === '') return url;
    throw new VolscopeError('model', sentence`The address of ${url.host} holds a password; give it without.`);
  }
  throw new VolscopeError(
    'model',
    sentence`Models are fetched by https only, not from "${url.protocol}//${url.host}"; give an address that begins with https.`,
  );
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
