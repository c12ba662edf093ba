import type { Vec3 } from '../../../main/contract/geometry.ts';
import type { Plane } from '../../geometry/planes.ts';
import type { OpenScan } from '../../stores/scan.ts';

/** A place on a plane that a tool acts on. */
export interface PlanePoint {
  readonly scan: OpenScan;
  readonly plane: Plane;
  /** In voxels, not rounded but across the plane; may lie outside of the grid. */
  readonly ijk: Vec3;
  /** How long a millimetre of the patient is on screen, in CSS pixels. */
  readonly pixelsPerMm: number;
}

/** What goes on from a press of the left button to its release. */
export interface Gesture {
  move(at: PlanePoint): void;
  end(at: PlanePoint): void;
  /** Escape, or the pointer was taken away. */
  cancel(): void;
}

/** A tool for the left button on a plane. */
export interface PlaneTool {
  /** A CSS cursor. */
  readonly cursor: string;
  /** @returns null where nothing is to follow */
  begin(at: PlanePoint): Gesture | null;
  /** The pointer moves without a button, or has left (null). */
  hover?(at: PlanePoint | null): void;
  doubleClick?(at: PlanePoint): void;
  /** @returns whether there was something to end */
  escape?(): boolean;
}
