import { withLadder } from './ladder.ts';

/** `volscope providers` */
export async function providers(options: { json?: boolean }): Promise<void> {
  const statuses = await withLadder((ladder) => ladder.statuses());
  if (options.json) {
    process.stdout.write(`${JSON.stringify(statuses, null, 2)}\n`);
    return;
  }
  for (const { name, state, device, version, reason } of statuses)
    process.stdout.write(
      `${name.padEnd(9)} ${state.padEnd(7)} ${reason || `${device}, onnxruntime ${version}`}\n`,
    );
}
