import type { DownloadProgress } from '../models/index.ts';

/** A line on a terminal that tells how far a download is; nothing where the output is no terminal. */
export function downloadLine(output: NodeJS.WriteStream): {
  readonly show: (progress: DownloadProgress) => void;
  readonly end: () => void;
} {
  let shown = '';
  return {
    show: (progress) => {
      const text = describe(progress);
      if (!output.isTTY || text === shown) return;
      output.write(`\r${text}`);
      shown = text;
    },
    end: () => {
      if (shown) output.write('\n');
    },
  };
}

function describe({ receivedBytes, totalBytes }: DownloadProgress): string {
  const received = `${(receivedBytes / 1e6).toFixed(1)} MB`;
  if (totalBytes === undefined) return `Downloading: ${received}`;
  const percent = Math.floor((100 * receivedBytes) / totalBytes);
  return `Downloading: ${received} of ${(totalBytes / 1e6).toFixed(1)} MB (${percent} %)`;
}
