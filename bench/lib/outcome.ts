import { mkdir, writeFile } from 'node:fs/promises';
import { inOut } from './paths.ts';
import { machine, machineLine, type Machine } from './machine.ts';
import { markdownTable, type Table } from './table.ts';

export interface BenchOptions {
  /** How often each side is measured. */
  readonly runs: number;
}

/** What a benchmark found. */
export interface Outcome {
  readonly tables: readonly Table[];
  /** Sentences under the tables: what is compared with what. */
  readonly notes: readonly string[];
  /** Every figure, for out/bench/<name>.json. */
  readonly data: unknown;
}

export type Benchmark = (options: BenchOptions) => Promise<Outcome>;

/** Runs a benchmark, prints it as Markdown and writes out/bench/<name>.json. */
export async function measure(name: string, benchmark: Benchmark, options: BenchOptions): Promise<void> {
  const before = machine();
  const outcome = await benchmark(options);
  const after = machine();
  await mkdir(inOut(), { recursive: true });
  const result = { name, finished: new Date().toISOString(), machine: { ...before, loadAfter: after.load } };
  await writeFile(inOut(`${name}.json`), `${JSON.stringify({ ...result, ...toJson(outcome) }, null, 2)}\n`);
  process.stdout.write(`\n${markdown(outcome, before, after)}\n`);
}

function markdown({ tables, notes }: Outcome, before: Machine, after: Machine): string {
  const parts = tables.length > 0 ? [...notes, machineLine(before, after)] : notes;
  return [...tables.map(markdownTable), parts.join('\n')].join('\n\n');
}

function toJson({ notes, data }: Outcome): object {
  return { notes, data };
}

/** Progress goes to standard error: standard output is the tables alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
