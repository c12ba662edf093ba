import type { DownloadProgress } from '../download/downloadFile.ts';

const intervalMs = 200;

/** Tells of a download's progress at most five times a second, the latest of each such while: a window needs no more. */
export function sparsely(tell: (progress: DownloadProgress) => void): (progress: DownloadProgress) => void {
  let latest: DownloadProgress | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tellLatest = (): void => {
    timer = undefined;
    if (latest) tell(latest);
    latest = undefined;
  };
  return (progress) => {
    latest = progress;
    // What comes next in an import must not be told of before this.
    if (progress.receivedBytes === progress.totalBytes) {
      clearTimeout(timer);
      tellLatest();
    } else timer ??= setTimeout(tellLatest, intervalMs);
  };
}
