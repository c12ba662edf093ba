import { z } from 'zod';

/** A name, an IPv4 address, or an IPv6 address in brackets; then a port. */
const place = String.raw`(?:\[[\da-f:.]+\]|[^\s/?#@:[\]]+)(?::\d{1,5})?`;
/** HTTP may have a proxy's path; gRPC has none. */
const serverUrlForm = new RegExp(
  String.raw`^(?:https?:\/\/${place}(?:\/[^\s?#@]*)?|grpcs?:\/\/${place}\/?)$`,
  'i',
);

export const serverNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^:]*$/);
/** http://, https://, grpc:// or grpcs:// with host, port and for HTTP a path; nothing else. */
export const serverUrlSchema = z.string().trim().max(2048).regex(serverUrlForm);

const pemSchema = z.string().max(1_000_000);

/** Who vouches for a server's certificate where no authority known everywhere does: a hospital's own, say. */
export const authoritySchema = z.object({
  /** Its certificates, without anything else. */
  pem: pemSchema,
  /** Whose it is, on one line. */
  subject: z.string(),
  /** Milliseconds since 1970. */
  validUntil: z.number(),
});
export type Authority = z.infer<typeof authoritySchema>;

/**
 * The authority whose certificates a text in PEM holds; undefined where it holds none.
 * @param read reads a certificate, as Node's X509Certificate does; it may throw
 */
export function authorityIn(
  pem: string,
  read: (block: string) => { readonly subject: string; readonly validTo: string },
): Authority | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  const certificates = blocks.map(read);
  if (!certificates[0]) return undefined;
  return {
    // Whatever stands before, between and behind them stays behind: a key that lies with them, say.
    pem: `${blocks.join('\n')}\n`,
    subject: certificates[0].subject.split('\n').join(', '),
    validUntil: Math.max(...certificates.map(({ validTo }) => Date.parse(validTo))),
  };
}

/** An inference server in the settings. Its token is a secret, which settings don't hold. */
export const serverSchema = z.object({
  /** What the user calls it; unique. */
  name: serverNameSchema,
  url: serverUrlSchema,
  /** The user has read what leaves this computer, and lets it go there. */
  agreed: z.boolean().default(false),
  /** Trusted for this server instead of those that are known everywhere. */
  authority: authoritySchema.optional(),
});
export type Server = z.infer<typeof serverSchema>;

/** A server with its secret: from Electron's main process to the engine, never to a window. */
export const serverAccountSchema = serverSchema.extend({ token: z.string().optional() });
export type ServerAccount = z.infer<typeof serverAccountSchema>;

/** A server as a window sees it: of its token only whether there is one, and for how long it is kept. */
export interface ServerSummary extends Server {
  readonly token: 'none' | 'kept' | 'untilClosed';
}

/** What a window asks to be kept of a server. */
export const serverDraftSchema = z.object({
  name: serverNameSchema,
  url: serverUrlSchema,
  /** Left out: as it was, if the URL is; empty: none. */
  token: z
    .string()
    .max(8192)
    .regex(/^[\x20-\x7e]*$/)
    .optional(),
  /** The authority's certificates (PEM). Left out: as it was; empty: none. */
  authority: pemSchema.optional(),
  /** The name of the server that this one takes the place of. */
  replaces: z.string().optional(),
});
export type ServerDraft = z.infer<typeof serverDraftSchema>;

/** What is sent there leaves this computer. @param url of the form of serverUrlSchema */
export function leavesComputer(url: string): boolean {
  return !isLoopback(hostOf(url));
}

/** What is sent there can be read on its way, e.g. by whoever is in the same network. */
export function isReadableOnTheWay(url: string): boolean {
  return leavesComputer(url) && !hasTls(url);
}

/** What is sent there is encrypted, and the server shows a certificate. */
export function hasTls(url: string): boolean {
  return /^(https|grpcs):/i.test(url);
}

function hostOf(url: string): string {
  const [, bracketed, plain] = /^\w+:\/\/(?:\[([^\]]*)\]|([^/:?#]*))/.exec(url) ?? [];
  return (bracketed ?? plain ?? '').toLowerCase();
}

/** This machine by its own address: what is sent there does not leave it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

/** What a test of a server found. */
export const serverTestSchema = z.object({
  ok: z.boolean(),
  /** Why it is not; empty where it is. */
  message: z.string(),
  /** The server's own name and version; empty where it did not answer. */
  version: z.string(),
  /** The shortest of several round trips. */
  latencyMs: z.number(),
  /** The names of the models that are loaded. */
  models: z.array(z.string()),
  /** Whether it takes tensors out of this machine's memory. */
  sharedMemory: z.boolean(),
});
export type ServerTest = z.infer<typeof serverTestSchema>;

/**
 * A model that a server has, beside those that are installed here. `fits`: it is one of them. `outdated`: it is called like one,
 * but its network or recipe is another. `notInstalled`: it takes and gives what a model of Volscope does, but none of its name
 * is installed. `otherTensors`: it takes or gives something else.
 */
export const servedModelSchema = z.object({
  name: z.string(),
  fit: z.enum(['fits', 'outdated', 'notInstalled', 'otherTensors']),
  /** The installed model that it is; null unless it fits. */
  modelId: z.string().nullable(),
  /** How many requests it computes at a time. */
  instances: z.number().int().min(1),
});
export type ServedModel = z.infer<typeof servedModelSchema>;

/** engine -> renderer: how a server stands; `test` is null while it is being tested. */
export const serverEventSchema = z.object({
  kind: z.literal('server'),
  name: z.string(),
  test: serverTestSchema.nullable(),
  models: z.array(servedModelSchema),
});

/** renderer -> engine. What was agreed to is remembered by main; it is said here too, so that it holds for what follows. */
export const testServerSchema = z.object({ kind: z.literal('testServer'), name: z.string() });
export const agreeToServerSchema = z.object({ kind: z.literal('agreeToServer'), name: z.string() });
