import { onRememberedViewChange, recallView, type RememberedView } from '../stores/remembered.ts';
import { saveSettings } from './settings.ts';

/** So long after the last change a view is kept: a bar that is dragged is not written at every place on its way. */
const restMs = 500;

/** Shows the view as it was left at the last start, and keeps it from now on. @param kept as it was read */
export function rememberView(kept: unknown): void {
  recallView(kept);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: RememberedView | undefined;
  onRememberedViewChange((view) => {
    latest = view;
    clearTimeout(timer);
    timer = setTimeout(keep, restMs);
  });
  const keep = () => {
    clearTimeout(timer);
    if (latest) saveSettings({ view: latest });
    latest = undefined;
  };
  // What changed just before the window closes is kept too.
  window.addEventListener('pagehide', keep);
}
