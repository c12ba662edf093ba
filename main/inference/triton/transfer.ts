import type { Tensors } from '../runner.ts';
import { isLoopback } from '../../contract/servers.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * What is sent to a server, as a sentence to show before it is. It is all that is sent: voxels and matrices have no room for a
 * header, a name or a date.
 */
export function transferSentence({ url, host, secure }: Endpoint, feeds: Tensors): string {
  const bytes = Object.values(feeds).reduce((sum, { data }) => sum + data.byteLength, 0);
  const shape = [...(feeds['volume']?.dims ?? [])].reverse().join(' x ');
  const voxels = shape ? `the cropped voxels (${shape}, ${(bytes / 1e6).toFixed(1)} MB)` : 'its tensors';
  const way = isLoopback(host) ? 'on this machine' : secure ? 'encrypted' : 'NOT encrypted';
  return `Sending ${voxels} to ${url}, ${way}; no header and no name goes with them.`;
}
