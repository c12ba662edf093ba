import type { EngineEvent } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { serverLane } from '../contract/jobs.ts';
import type { Manifest } from '../contract/manifest.ts';
import { leavesComputer, type ServerAccount, type ServerTest } from '../contract/servers.ts';
import { say } from '../messages/say.ts';
import {
  describeModels,
  testServer,
  TritonRunner,
  type ServedDescription,
  type ServerAccess,
} from '../inference/triton/index.ts';
import { listModels, type ModelFolders } from '../models/index.ts';
import { isFloatVariant, judgeServed, servableNames } from '../triton/servedModels.ts';
import type { EngineJobs } from './engineJobs.ts';

/** A server that may be back soon is waited for, unless this computer can go on. */
const RECOVERY_MS = { fallingBack: 5_000, waiting: 30_000 } as const;

interface Known {
  readonly account: ServerAccount;
  /** Undefined while it is being tested. */
  test: ServerTest | undefined;
  described: readonly ServedDescription[];
  /** While jobs use it. */
  lent: { readonly runner: TritonRunner; uses: number } | undefined;
}

export interface ServersParts {
  readonly folders: ModelFolders;
  readonly jobs: Pick<EngineJobs, 'setServer'>;
  readonly emit: (event: EngineEvent) => void;
}

/** The inference servers of the settings: tested, each a lane of the queue, connected to while a job uses it. */
export class Servers {
  private readonly parts: ServersParts;
  private known = new Map<string, Known>();
  /** Where a server is lost, this computer goes on. */
  fallBack = true;

  constructor(parts: ServersParts) {
    this.parts = parts;
  }

  /** Takes the settings' servers over; those that are new or have changed are tested. */
  set(accounts: readonly ServerAccount[], fallBack: boolean): void {
    const before = this.known;
    this.fallBack = fallBack;
    this.known = new Map(
      accounts.map((account) => {
        const old = before.get(account.name);
        const isSame = old !== undefined && isSameAccess(old.account, account);
        const fresh: Known = { account, test: undefined, described: [], lent: undefined };
        return [account.name, isSame ? Object.assign(old, { account }) : fresh];
      }),
    );
    for (const [name, known] of this.known) if (before.get(name) !== known) void this.examine(name);
  }

  /** The user lets voxels go there. */
  agree(name: string): void {
    const known = this.known.get(name);
    if (known) Object.assign(known, { account: { ...known.account, agreed: true } });
  }

  /** Asks a server what it is and has, and tells the window. */
  async examine(name: string): Promise<void> {
    const known = this.known.get(name);
    if (!known) return;
    known.test = undefined;
    this.tell(known, await this.installed());
    const access = accessOf(known.account);
    const test = await testServer(access);
    const installed = await this.installed();
    const names = new Set([...test.models, ...servableNames(installed)]);
    known.described = test.ok ? await describeModels(access, [...names]) : [];
    known.test = test;
    if (this.known.get(name) !== known) return;
    this.parts.jobs.setServer(serverLane(name), Math.max(1, ...known.described.map((one) => one.instances)));
    this.tell(known, installed);
  }

  /** Tells the window how each stands, beside the models that are installed now. */
  async tellAll(): Promise<void> {
    if (this.known.size === 0) return;
    const installed = await this.installed();
    for (const known of this.known.values()) this.tell(known, installed);
  }

  /** @throws VolscopeError('usage') if there is no such server, or the user has not agreed to what is sent there. */
  laneFor(name: string): string {
    const { account } = this.find(name);
    if (leavesComputer(account.url) && !account.agreed)
      throw new VolscopeError(
        'usage',
        sentence`Nothing is sent to ${name} before you have agreed to it; press Segment and answer the question.`,
      );
    this.parts.jobs.setServer(serverLane(name), this.instancesOf(name));
    return serverLane(name);
  }

  /** Connects to a server for as long as `use` takes. Throws VolscopeError. */
  async lend<T>(name: string, use: (runner: TritonRunner) => Promise<T>): Promise<T> {
    const known = this.find(name);
    const lent = (known.lent ??= { runner: this.connect(known.account), uses: 0 });
    lent.uses++;
    try {
      return await use(lent.runner);
    } finally {
      lent.uses--;
      if (lent.uses === 0) {
        known.lent = undefined;
        await lent.runner.close();
      }
    }
  }

  private connect(account: ServerAccount): TritonRunner {
    return new TritonRunner(accessOf(account), {
      recoveryMs: this.fallBack ? RECOVERY_MS.fallingBack : RECOVERY_MS.waiting,
      onRetry: (why) => this.parts.emit({ kind: 'notice', message: say(why) }),
    });
  }

  private find(name: string): Known {
    const known = this.known.get(name);
    if (known) return known;
    throw new VolscopeError(
      'usage',
      sentence`There is no server "${name}" any more; choose where the model runs.`,
    );
  }

  private instancesOf(name: string): number {
    return Math.max(1, ...(this.known.get(name)?.described ?? []).map((one) => one.instances));
  }

  private async installed(): Promise<readonly Manifest[]> {
    return (await listModels(this.parts.folders)).map(({ manifest }) => manifest);
  }

  private tell({ account: { name }, test, described }: Known, installed: readonly Manifest[]): void {
    const models = described
      .filter((one) => !isFloatVariant(one.name, installed))
      .map((one) => judgeServed(one, installed));
    this.parts.emit({ kind: 'server', name, test: test ?? null, models });
  }
}

function isSameAccess(a: ServerAccount, b: ServerAccount): boolean {
  return a.url === b.url && a.token === b.token && a.authority?.pem === b.authority?.pem;
}

function accessOf({ url, token, authority }: ServerAccount): ServerAccess {
  return { url, token, ca: authority && Buffer.from(authority.pem) };
}
