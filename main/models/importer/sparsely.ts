import type { DownloadProgress } from '../download/downloadFile.ts';

const intervalMs = 200;

/** Tells of a download's progress at most five times a second, and of its end: a window needs no more. */
export function sparsely(tell: (progress: DownloadProgress) => void): (progress: DownloadProgress) => void {
  let toldAt = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - toldAt < intervalMs && progress.receivedBytes !== progress.totalBytes) return;
    toldAt = now;
    tell(progress);
  };
}
