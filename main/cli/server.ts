import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { VolscopeError } from '../contract/errors.ts';
import type { Sentence } from '../contract/sentence.ts';
import { TritonRunner } from '../inference/triton/index.ts';

export interface ServerOptions {
  readonly server?: string;
  readonly serverTokenFile?: string;
  readonly serverCa?: string;
  /** Requests at a time; left out: as many as the server has instances of the model. */
  readonly serverJobs?: number;
}

/** A server for the length of a command. */
export interface ServerSession {
  readonly runner: TritonRunner;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

export function addServerOptions(command: Command): Command {
  return command
    .option('--server <url>', 'let a Triton server run the network (http://, https://, grpc://, grpcs://)')
    .option('--server-token-file <file>', 'its bearer token (or VOLSCOPE_SERVER_TOKEN)')
    .option('--server-ca <file>', 'certificates (PEM) to trust for it')
    .option('--server-jobs <n>', 'scans of a batch that it computes at a time (its instances)', jobs);
}

function jobs(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return Number(text);
}

/** Lends the server that the options name, if any, and has it let go of everything afterwards. */
export async function withServer<T>(
  options: ServerOptions,
  use: (session?: ServerSession) => Promise<T>,
): Promise<T> {
  if (options.server === undefined) return use();
  const note = (sentence: Sentence) => process.stderr.write(`note: ${sentence}\n`);
  const runner = new TritonRunner(
    {
      url: options.server,
      token: await tokenOf(options),
      ca: options.serverCa === undefined ? undefined : await content(options.serverCa),
    },
    { onSend: note, onRetry: note },
  );
  // Unlike a run in this process, a request can be ended; and the server must be told.
  const cancel = new AbortController();
  const onTerm = () => cancel.abort();
  process.once('SIGTERM', onTerm);
  try {
    return await use({ runner, signal: cancel.signal });
  } finally {
    process.off('SIGTERM', onTerm);
    await runner.close();
  }
}

async function tokenOf({ serverTokenFile }: ServerOptions): Promise<string | undefined> {
  const token =
    serverTokenFile === undefined
      ? process.env['VOLSCOPE_SERVER_TOKEN']
      : (await content(serverTokenFile)).toString('utf8');
  return token?.trim() || undefined;
}

async function content(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new VolscopeError('usage', `"${path}" can't be read; check the path.`, { cause });
  });
}
