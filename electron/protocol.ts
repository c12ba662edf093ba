import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { protocol } from 'electron';

export const scheme = 'app';
const host = 'volscope';
export const pageUrl = `${scheme}://${host}/index.html`;

/** True of the app's own pages, and of nothing else. */
export function isOwnUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === `${scheme}:` && url.host === host;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before `app.ready`: makes app:// an origin of its own, as https:// would be. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the files of `folder`, and nothing beside it, as app://volscope/. */
export function serveRenderer(folder: string): void {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET' || !isOwnUrl(request.url)) return new Response(null, { status: 403 });
    // A URL's path is absolute and normalised again after decoding: ".." can't lead out of the folder.
    const path = normalize(decodeURIComponent(new URL(request.url).pathname));
    try {
      return new Response(await readFile(join(folder, path)), {
        headers: {
          'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream',
          'Content-Security-Policy': contentSecurityPolicy,
          'X-Content-Type-Options': 'nosniff',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
