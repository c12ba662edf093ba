import { create } from 'zustand';
import type { Grid } from '../../main/contract/geometry.ts';
import { volumePresets, type VolumePreset } from '../display/volumePresets.ts';
import { poseFrom, type CameraPose, type ViewSide } from '../geometry/cameraPose.ts';
import { boundsOf, type RasBox } from '../geometry/clipBox.ts';

/** How the 3D view of the scan on show looks, and from where. */
export interface VolumeState {
  readonly preset: VolumePreset;
  /** HU by which the preset is moved up: above 0 less is seen. */
  readonly shiftHu: number;
  /** False where only the segments' surfaces are shown. */
  readonly volumeVisible: boolean;
  /** 0 to 1. */
  readonly surfaceOpacity: number;
  /** What is cut away is outside of this box; null for no cut. */
  readonly clipBox: RasBox | null;
  /** The box cuts the surfaces too. */
  readonly clipsSurfaces: boolean;
  /** Null until a scan is on show. */
  readonly pose: CameraPose | null;
  readonly spinning: boolean;
  /** Width of the 3D pane by its height. */
  readonly aspect: number;
}

export const useVolume = create<VolumeState>()(() => ({
  preset: volumePresets[0]!,
  shiftHu: 0,
  volumeVisible: true,
  surfaceOpacity: 1,
  clipBox: null,
  clipsSurfaces: false,
  pose: null,
  spinning: false,
  aspect: 1,
}));

/** What is kept of each scan while another is on show. */
type ScanVolume = Pick<VolumeState, 'clipBox' | 'pose'>;
const kept = new Map<string, ScanVolume>();

/** As switchViews, for the 3D view. */
export function switchVolume(fromScanId: string | null, toScanId: string, grid: Grid): void {
  const { clipBox, pose, aspect } = useVolume.getState();
  if (fromScanId !== null) kept.set(fromScanId, { clipBox, pose });
  const fresh = { clipBox: null, pose: poseFrom('A', grid, aspect) };
  useVolume.setState({ ...(kept.get(toScanId) ?? fresh), spinning: false });
}

export function forgetVolume(scanId: string): void {
  kept.delete(scanId);
}

/** Looks at the whole scan from one side. */
export function lookFrom(side: ViewSide, grid: Grid): void {
  useVolume.setState(({ aspect }) => ({ pose: poseFrom(side, grid, aspect), spinning: false }));
}

export function moveCamera(move: (pose: CameraPose) => CameraPose): void {
  useVolume.setState(({ pose }) => ({ pose: pose && move(pose) }));
}

/** Starts to cut with a box around the whole scan, or stops. */
export function toggleClipBox(grid: Grid): void {
  useVolume.setState(({ clipBox }) => ({ clipBox: clipBox ? null : boundsOf(grid) }));
}

/** Everything of the 3D view as it is when a scan opens; the preset stays. */
export function resetVolume(grid: Grid): void {
  useVolume.setState(({ aspect }) => ({
    shiftHu: 0,
    volumeVisible: true,
    surfaceOpacity: 1,
    clipBox: null,
    clipsSurfaces: false,
    spinning: false,
    pose: poseFrom('A', grid, aspect),
  }));
}
