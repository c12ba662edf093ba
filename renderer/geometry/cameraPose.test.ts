import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import {
  axesOf,
  dolly,
  orbit,
  pan,
  poseFrom,
  project,
  turn,
  viewSides,
  type ViewSide,
} from './cameraPose.ts';
import { gridCornersIjk, voxelToRas } from './grid.ts';
import { gridOf, lps, oblique } from './testing.ts';
import { length, subtract } from './vec3.ts';

const pane = { width: 600, height: 400 };
const grid = gridOf(lps, [400, 300, 90]);
const sides = Object.keys(viewSides) as ViewSide[];
const distance = (a: Vec3, b: Vec3) => length(subtract(a, b));

describe('poseFrom', () => {
  it.each(sides)('%s has the whole grid in sight, whatever the pane', (side) => {
    for (const one of [grid, gridOf(oblique, [40, 300, 90])]) {
      for (const size of [pane, { width: 200, height: 500 }]) {
        const pose = poseFrom(side, one, size.width / size.height);
        for (const corner of gridCornersIjk(one)) {
          const { x, y } = project(pose, voxelToRas(one.affineIjkToRas, corner), size);
          expect(Math.min(x, y, size.width - x, size.height - y)).toBeGreaterThan(-1);
        }
      }
    }
  });

  it('from the front has the right of the patient on the left of the screen, as the planes do', () => {
    expect(axesOf(poseFrom('A', grid, 1.5)).right).toEqual([-1, 0, 0]);
    expect(axesOf(poseFrom('P', grid, 1.5)).right).toEqual([1, 0, 0]);
    expect(axesOf(poseFrom('I', grid, 1.5)).right).toEqual([-1, 0, 0]);
    expect(axesOf(poseFrom('L', grid, 1.5)).right).toEqual([0, -1, 0]);
  });
});

describe('moves of the camera', () => {
  const pose = poseFrom('A', grid, 1.5);

  it('turns with the drag: what is in front follows the pointer', () => {
    const inFront: Vec3 = [pose.focalPointRas[0], pose.focalPointRas[1] + 50, pose.focalPointRas[2]];
    const before = project(pose, inFront, pane);
    const right = project(orbit(pose, 20, 0, pane.height), inFront, pane);
    const down = project(orbit(pose, 0, 20, pane.height), inFront, pane);
    expect(right.x).toBeGreaterThan(before.x + 3);
    expect(down.y).toBeGreaterThan(before.y + 3);
  });

  it('keeps its distance while it turns, and comes round after a whole turn', () => {
    const turned = orbit(pose, 37, -81, pane.height);
    expect(axesOf(turned).distance).toBeCloseTo(axesOf(pose).distance, 6);
    const round = Array.from({ length: 8 }).reduce<typeof pose>((one) => turn(one, 45), pose);
    expect(distance(round.positionRas, pose.positionRas)).toBeLessThan(1e-6);
  });

  it('pans what is looked at by as many pixels as the pointer moved', () => {
    const moved = project(pan(pose, 30, -12, pane.height), pose.focalPointRas, pane);
    expect([moved.x, moved.y]).toEqual([expect.closeTo(330, 6), expect.closeTo(188, 6)]);
  });

  it('never comes closer than makes sense', () => {
    expect(axesOf(dolly(pose, 1e9, grid)).distance).toBeGreaterThan(10);
    expect(axesOf(dolly(pose, 2, grid)).distance).toBeCloseTo(axesOf(pose).distance / 2, 6);
  });
});
