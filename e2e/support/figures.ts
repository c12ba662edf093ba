import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const results = fileURLToPath(new URL('../../test-results/', import.meta.url));

/** Keeps figures as test-results/<name>.json, and prints them. */
export async function writeFigures(name: string, figures: Readonly<Record<string, unknown>>): Promise<void> {
  const round = (_key: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  await mkdir(results, { recursive: true });
  await writeFile(`${results}${name}.json`, JSON.stringify(figures, round, 1));
  for (const [what, figure] of Object.entries(figures))
    console.log(`${what}: ${JSON.stringify(figure, round)}`);
}

/** The smallest value that is not exceeded by this share of the values. */
export const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];

export const spreadOf = (values: readonly number[]) => ({
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  worst: Math.max(...values),
});
