import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { Halt } from './say.mjs';

const announced = 3;

/**
 * Starts an X server without a screen.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startXvfb() {
  // Left to itself Xvfb takes the lowest number that is free, without a lock: two that end and begin at the
  // same time then share it, and one loses its socket.
  const display = `:${randomInt(1000, 30_000)}`;
  return new Promise((resolve, reject) => {
    const args = [
      display,
      '-displayfd',
      String(announced),
      '-screen',
      '0',
      '1600x1000x24',
      '-nolisten',
      'tcp',
    ];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const stop = () => server.kill();
    process.once('exit', stop);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Halt(`Xvfb ended with code ${code} instead of starting.`)));
    // It names its display once it takes connections.
    server.stdio[announced].once('data', () => {
      server.unref();
      server.stdio[announced].unref();
      resolve({ display, stop });
    });
  });
}
