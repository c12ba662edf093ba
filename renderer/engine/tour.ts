import { useScan } from '../stores/scan.ts';
import { moveTour, startTour, useTour } from '../stores/tour.ts';
import { openWith } from './openings.ts';
import { saveSettings } from './settings.ts';
import { shell } from './shell.ts';

/** Shows the tour at the first start of all; it counts as seen from its first picture on. */
export function offerTour(seen: boolean): void {
  if (seen) return;
  startTour();
  saveSettings({ tourSeen: true });
}

/** The next step. What follows the first is about a scan: where none is open the sample is opened, and it goes on with that. */
export function goOn(): void {
  if (useTour.getState().step === 'open' && !useScan.getState().scan) openWith(() => shell.openSample());
  else moveTour(1);
}

/** A scan has come, by whatever way: the first step of the tour is done. */
export function followOpenings(): () => void {
  return useScan.subscribe(({ scan }, before) => {
    if (scan && !before.scan && useTour.getState().step === 'open') moveTour(1);
  });
}
