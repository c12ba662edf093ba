import { create } from 'zustand';
import type { PlaneName } from '../geometry/planes.ts';

export type PaneName = PlaneName | '3d';
export const paneNames = ['axial', '3d', 'coronal', 'sagittal'] as const satisfies readonly PaneName[];

/** How the four panes lie beside each other: in a square, or the axial one large and the others in a column. */
export type Arrangement = 'four' | 'large';

/** What a reader chooses from: an arrangement, a single plane, the 3D view alone, or one plane of two scans. */
export type Layout = Arrangement | 'one' | 'volume' | 'compare';

/** The panes that have a place on the stage: the scan's own, and the one of a scan that it is compared with. */
export const stagePanes = [...paneNames, 'compared'] as const;
export type StagePane = (typeof stagePanes)[number];

/** The bars between the panes, and where they stand: a fraction of the stage from its left or its top. */
export const barPlaces = {
  fourColumns: 0.5,
  fourRows: 0.5,
  largeColumns: 0.68,
  largeUpper: 1 / 3,
  largeLower: 2 / 3,
} as const;
export type BarName = keyof typeof barPlaces;

interface LayoutState {
  readonly arrangement: Arrangement;
  /** The pane that fills the window, or null for all of them. */
  readonly maximised: PaneName | null;
  readonly bars: Readonly<Record<BarName, number>>;
  /** Another open scan beside the one on show, and the plane in which both are seen; null for that one alone. */
  readonly compared: { readonly scanId: string; readonly plane: PlaneName } | null;
}

export const useLayout = create<LayoutState>()(() => ({
  arrangement: 'four',
  maximised: null,
  bars: barPlaces,
  compared: null,
}));

export function layoutOf({ arrangement, maximised, compared }: LayoutState): Layout {
  if (compared !== null) return 'compare';
  if (maximised === null) return arrangement;
  return maximised === '3d' ? 'volume' : 'one';
}

/** A pane of the scan on show is to be seen. */
export function isShown({ maximised, compared }: LayoutState, pane: PaneName): boolean {
  if (compared) return compared.plane === pane;
  return maximised === null || maximised === pane;
}

/**
 * Two scans beside each other are chosen by `startComparing`, and end with any other layout.
 *
 * @param plane the pane that a layout of one plane shows
 */
export function chooseLayout(layout: Exclude<Layout, 'compare'>, plane: PaneName): void {
  useLayout.setState({ compared: null });
  if (layout === 'volume') useLayout.setState({ maximised: '3d' });
  else if (layout === 'one') useLayout.setState({ maximised: plane === '3d' ? 'axial' : plane });
  else useLayout.setState({ arrangement: layout, maximised: null });
}

/** Lets a pane fill the window, or shows all of them again. */
export function toggleMaximised(pane: PaneName): void {
  useLayout.setState(({ maximised }) => ({ maximised: maximised === pane ? null : pane, compared: null }));
}

/** Panes keep at least this fraction of the stage. */
const smallest = 0.12;

/** Moves a bar, as far as leaves room for the panes on both sides. */
export function moveBar(bar: BarName, place: number): void {
  useLayout.setState(({ bars }) => {
    const [from, to] = barLimits(bar, bars);
    return { bars: { ...bars, [bar]: Math.min(to, Math.max(from, place)) } };
  });
}

/** The first and the last place that a bar can take. */
export function barLimits(bar: BarName, bars: LayoutState['bars']): readonly [from: number, to: number] {
  return [
    bar === 'largeLower' ? bars.largeUpper + smallest : smallest,
    bar === 'largeUpper' ? bars.largeLower - smallest : 1 - smallest,
  ];
}
