import type { Tensors } from '../runner.ts';
import { isLoopback } from '../../contract/servers.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * What is sent to a server, as a sentence to show before it is. It is all that is sent: voxels and matrices have no room for a
 * header, a name or a date.
 */
export function transferSentence({ url, host, secure }: Endpoint, feeds: Tensors): Sentence {
  const bytes = Object.values(feeds).reduce((sum, { data }) => sum + data.byteLength, 0);
  const shape = [...(feeds['volume']?.dims ?? [])].reverse().join(' x ');
  const voxels = shape
    ? sentence`the cropped voxels (${shape}, ${(bytes / 1e6).toFixed(1)} MB)`
    : sentence`its tensors`;
  const way = isLoopback(host)
    ? sentence`on this machine`
    : secure
      ? sentence`encrypted`
      : sentence`NOT encrypted`;
  return sentence`Sending ${voxels} to ${url}, ${way}; no header and no name goes with them.`;
}
