import { spawn } from 'node:child_process';
import { Halt } from './say.mjs';

/**
 * Starts an X server without a screen, on a number that is free.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    const announced = 3;
    const server = spawn(
      'Xvfb',
      ['-displayfd', String(announced), '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    const stop = () => server.kill();
    process.once('exit', stop);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Halt(`Xvfb ended with code ${code} instead of starting.`)));
    server.stdio[announced].once('data', (number) => {
      server.stdio[announced].destroy();
      server.unref();
      resolve({ display: `:${String(number).trim()}`, stop });
    });
  });
}
