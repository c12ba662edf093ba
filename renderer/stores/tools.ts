import { create } from 'zustand';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { measurementKinds, type Measurement } from '../../main/contract/measurement.ts';
import type { PlaneName } from '../geometry/planes.ts';

/** What the left mouse button does on a plane. */
export const toolNames = ['navigate', 'brush', 'eraser', 'lasso', ...measurementKinds] as const;
export type ToolName = (typeof toolNames)[number];

interface ToolsState {
  readonly tool: ToolName;
  readonly brush: {
    readonly radiusMm: number;
    /** A ball through the slices instead of a disc in one. */
    readonly sphere: boolean;
    /** Paints voxels within these HU only. */
    readonly rangeHu: readonly [number, number] | null;
    /** Paints background only and leaves other segments as they are. */
    readonly onlyBackground: boolean;
  };
  readonly lasso: {
    /** All slices instead of the one on show. */
    readonly through: boolean;
    readonly erases: boolean;
    /** Corners by clicks instead of one stroke. */
    readonly polygon: boolean;
  };
  /** Where the brush is. */
  readonly tip: { readonly plane: PlaneName; readonly ijk: Vec3 } | null;
  /** The outline that is being drawn, in voxels along the plane's axes across and up the screen. */
  readonly outline: {
    readonly plane: PlaneName;
    readonly slice: number;
    readonly corners: readonly (readonly [number, number])[];
  } | null;
  /** The measurement that is being drawn, as far as it is there: its last point follows the pointer. */
  readonly draft: Measurement | null;
}

export const useTools = create<ToolsState>()(() => ({
  tool: 'navigate',
  brush: { radiusMm: 8, sphere: false, rangeHu: null, onlyBackground: false },
  lasso: { through: false, erases: false, polygon: false },
  tip: null,
  outline: null,
  draft: null,
}));

export function chooseTool(tool: ToolName): void {
  useTools.setState({ tool, tip: null, outline: null, draft: null });
}

/** The tools that the brush's size is about. */
export const hasSize = (tool: ToolName) => tool === 'brush' || tool === 'eraser';

export const isMeasureTool = (tool: ToolName) => measurementKinds.some((kind) => kind === tool);

export const brushRadiusMm = { min: 0.5, max: 60 } as const;

export function changeBrush(changes: Partial<ToolsState['brush']>): void {
  useTools.setState(({ brush }) => ({ brush: { ...brush, ...changes } }));
}

/** A size step up or down: by a fifth, as sizes are judged. */
export function stepBrush(direction: 1 | -1): void {
  const { radiusMm } = useTools.getState().brush;
  const next = radiusMm * (direction > 0 ? 1.2 : 1 / 1.2);
  changeBrush({ radiusMm: Math.min(brushRadiusMm.max, Math.max(brushRadiusMm.min, next)) });
}

export function changeLasso(changes: Partial<ToolsState['lasso']>): void {
  useTools.setState(({ lasso }) => ({ lasso: { ...lasso, ...changes } }));
}
