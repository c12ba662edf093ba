import { create } from 'zustand';

/** What the tour shows, in its order. Elements say by `data-tour` which of these they belong to. */
export const tourSteps = ['open', 'look', 'segment', 'correct'] as const;
export type TourStep = (typeof tourSteps)[number];

/** The step on show; null while there is no tour. */
export const useTour = create<{ readonly step: TourStep | null }>()(() => ({ step: null }));

export function startTour(): void {
  useTour.setState({ step: tourSteps[0] });
}

export function endTour(): void {
  useTour.setState({ step: null });
}

/** One step on, or back; beyond the last one the tour ends. */
export function moveTour(by: 1 | -1): void {
  useTour.setState(({ step }) => ({
    step: step && (tourSteps[Math.max(0, tourSteps.indexOf(step) + by)] ?? null),
  }));
}
