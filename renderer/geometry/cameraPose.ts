import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { centreIjk, gridCornersIjk, voxelToRas } from './grid.ts';
import { add, cross, dot, length, normalise, scale, subtract } from './vec3.ts';

/** Where the eye of the 3D view stands, what it looks at, and what is up. RAS in mm; `upRas` is a unit vector. */
export interface CameraPose {
  readonly positionRas: Vec3;
  readonly focalPointRas: Vec3;
  readonly upRas: Vec3;
}

/** The angle that the pane's height spans. */
export const viewAngleDegrees = 30;

const tangent = Math.tan((viewAngleDegrees * Math.PI) / 360);

/** The sides from which the patient can be looked at: where the eye stands, and what is up. */
export const viewSides = {
  A: { fromRas: [0, 1, 0], upRas: [0, 0, 1] },
  P: { fromRas: [0, -1, 0], upRas: [0, 0, 1] },
  L: { fromRas: [-1, 0, 0], upRas: [0, 0, 1] },
  R: { fromRas: [1, 0, 0], upRas: [0, 0, 1] },
  S: { fromRas: [0, 0, 1], upRas: [0, 1, 0] },
  I: { fromRas: [0, 0, -1], upRas: [0, 1, 0] },
} as const satisfies Readonly<Record<string, { fromRas: Vec3; upRas: Vec3 }>>;
export type ViewSide = keyof typeof viewSides;

/**
 * The pose that shows the whole grid from one side.
 *
 * @param aspect width of the pane by its height
 */
export function poseFrom(side: ViewSide, grid: Grid, aspect: number): CameraPose {
  const { fromRas, upRas } = viewSides[side];
  const middle = middleRas(grid);
  const rightRas = cross(upRas, fromRas);
  const across = reachMm(grid, rightRas);
  const distance = reachMm(grid, fromRas) + Math.max(reachMm(grid, upRas), across / aspect) / tangent;
  return { positionRas: add(middle, scale(fromRas, distance)), focalPointRas: middle, upRas: [...upRas] };
}

/** The pose after a drag of (dx, dy) CSS pixels: half a turn round the focal point for the pane's height. */
export function orbit(pose: CameraPose, dx: number, dy: number, paneHeight: number): CameraPose {
  return tilt(turn(pose, (-dx / paneHeight) * 180), (dy / paneHeight) * 180);
}

/** Turns the eye about the direction that is up, by an angle in degrees. */
export function turn(pose: CameraPose, degrees: number): CameraPose {
  const { positionRas, focalPointRas, upRas } = pose;
  const arm = rotate(subtract(positionRas, focalPointRas), upRas, degrees);
  return { ...pose, positionRas: add(focalPointRas, arm) };
}

function tilt(pose: CameraPose, degrees: number): CameraPose {
  const { positionRas, focalPointRas, upRas } = pose;
  const arm = subtract(positionRas, focalPointRas);
  const rightRas = normalise(cross(upRas, arm));
  return {
    focalPointRas,
    positionRas: add(focalPointRas, rotate(arm, rightRas, -degrees)),
    upRas: normalise(rotate(upRas, rightRas, -degrees)),
  };
}

/** Rodrigues' formula: `vector` turned about the unit vector `axis`, counterclockwise for who looks against it. */
function rotate(vector: Vec3, axis: Vec3, degrees: number): Vec3 {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = scale(axis, dot(axis, vector) * (1 - cos));
  return add(add(scale(vector, cos), scale(cross(axis, vector), sin)), along);
}

/** Moves what is looked at by (dx, dy) CSS pixels. */
export function pan(pose: CameraPose, dx: number, dy: number, paneHeight: number): CameraPose {
  const { right, up, distance } = axesOf(pose);
  const mm = (2 * distance * tangent) / paneHeight;
  const shift = add(scale(right, -dx * mm), scale(up, dy * mm));
  return {
    ...pose,
    positionRas: add(pose.positionRas, shift),
    focalPointRas: add(pose.focalPointRas, shift),
  };
}

/** Brings the eye nearer (factor above 1) or further away, within reason for the grid. */
export function dolly(pose: CameraPose, factor: number, grid: Grid): CameraPose {
  const radius = radiusMm(grid);
  const { towards, distance } = axesOf(pose);
  const wanted = Math.min(radius * 20, Math.max(radius * 0.15, distance / factor));
  return { ...pose, positionRas: subtract(pose.focalPointRas, scale(towards, wanted)) };
}

/** Distances from the eye between which the whole grid lies, in mm. */
export function reachOf({ positionRas }: CameraPose, grid: Grid): readonly [near: number, far: number] {
  const toMiddle = length(subtract(middleRas(grid), positionRas));
  const radius = radiusMm(grid) * 1.05;
  const far = toMiddle + radius;
  return [Math.max(toMiddle - radius, far / 500), far];
}

/** A patient position (RAS mm) in CSS pixels of a pane, with its distance from the eye in mm along the line of sight. */
export function project(
  pose: CameraPose,
  positionRas: Vec3,
  pane: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly depthMm: number } {
  const { right, up, towards } = axesOf(pose);
  const fromEye = subtract(positionRas, pose.positionRas);
  const depthMm = dot(fromEye, towards);
  const pixels = pane.height / 2 / tangent / Math.max(depthMm, 1e-6);
  return {
    x: pane.width / 2 + dot(fromEye, right) * pixels,
    y: pane.height / 2 - dot(fromEye, up) * pixels,
    depthMm,
  };
}

/** Unit vectors across and up the screen and into it, and the distance of what is looked at in mm. */
export function axesOf({ positionRas, focalPointRas, upRas }: CameraPose) {
  const line = subtract(focalPointRas, positionRas);
  const towards = normalise(line);
  const right = normalise(cross(towards, upRas));
  return { right, up: cross(right, towards), towards, distance: length(line) };
}

const middleRas = (grid: Grid) => voxelToRas(grid.affineIjkToRas, centreIjk(grid));

/** How far the grid reaches from its middle along a direction, in mm. */
function reachMm(grid: Grid, directionRas: Vec3): number {
  const middle = middleRas(grid);
  const along = gridCornersIjk(grid).map((ijk) =>
    Math.abs(dot(directionRas, subtract(voxelToRas(grid.affineIjkToRas, ijk), middle))),
  );
  return Math.max(...along);
}

function radiusMm(grid: Grid): number {
  const middle = middleRas(grid);
  const corners = gridCornersIjk(grid).map((ijk) => voxelToRas(grid.affineIjkToRas, ijk));
  return Math.max(...corners.map((corner) => length(subtract(corner, middle))));
}
