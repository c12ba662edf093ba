import i18next from 'i18next';
import { paintLasso } from '../../../main/edits/lasso.ts';
import { paintRule } from '../../../main/edits/paint.ts';
import { PatchRecorder } from '../../../main/edits/patchRecorder.ts';
import { commitEdit } from '../../engine/edits.ts';
import { growBox } from '../../engine/editTarget.ts';
import { editableSegment } from '../../engine/editableSegment.ts';
import { sliceAxes } from '../../geometry/sliceVoxels.ts';
import { useTools } from '../../stores/tools.ts';
import type { PlanePoint, PlaneTool } from './planeTool.ts';

type Corner = readonly [number, number];

/** Corners closer than this to the last one are left out, in CSS pixels: hands are never quite still. */
const leastStepPx = 2;

/**
 * Fills an outline with the active segment, or cuts it out: drawn in one stroke, or as a polygon by clicks that a double
 * click, or a click on its first corner, closes.
 */
export const lassoTool: PlaneTool = {
  cursor: 'crosshair',
  begin(at) {
    if (!editableSegment()) return null;
    if (useTools.getState().lasso.polygon) {
      addCorner(at);
      return null;
    }
    start(at);
    return {
      move: (next) => isFar(next) && extend(next),
      end: (last) => close(last),
      cancel: () => useTools.setState({ outline: null }),
    };
  },
  doubleClick(at) {
    if (useTools.getState().outline) close(at);
  },
  escape() {
    const drawn = useTools.getState().outline !== null;
    useTools.setState({ outline: null });
    return drawn;
  },
};

function cornerOf({ plane, ijk }: PlanePoint): Corner {
  const [a, b] = sliceAxes(plane.sliceAxis);
  return [ijk[a]!, ijk[b]!];
}

function start(at: PlanePoint): void {
  const slice = Math.round(at.ijk[at.plane.sliceAxis]!);
  useTools.setState({ outline: { plane: at.plane.name, slice, corners: [cornerOf(at)] } });
}

function extend(at: PlanePoint): void {
  useTools.setState(({ outline }) => ({
    outline: outline && { ...outline, corners: [...outline.corners, cornerOf(at)] },
  }));
}

function addCorner(at: PlanePoint): void {
  const { outline } = useTools.getState();
  const elsewhere =
    outline?.plane !== at.plane.name || outline.slice !== Math.round(at.ijk[at.plane.sliceAxis]!);
  if (!outline || elsewhere) return start(at);
  const isAtFirst = distancePx(at, outline.corners[0]!) < 8;
  if (isAtFirst && outline.corners.length > 2) close(at);
  else if (isFar(at)) extend(at);
}

function isFar(at: PlanePoint): boolean {
  const last = useTools.getState().outline?.corners.at(-1);
  return last !== undefined && distancePx(at, last) >= leastStepPx;
}

function distancePx(at: PlanePoint, [u, v]: Corner): number {
  const [a, b] = sliceAxes(at.plane.sliceAxis);
  const { spacingMm } = at.scan.info;
  return Math.hypot((at.ijk[a]! - u) * spacingMm[a]!, (at.ijk[b]! - v) * spacingMm[b]!) * at.pixelsPerMm;
}

/** Fills or cuts what the outline encloses. */
function close({ scan, plane }: PlanePoint): void {
  const { outline, lasso } = useTools.getState();
  useTools.setState({ outline: null });
  const edited = editableSegment();
  if (!outline || outline.corners.length < 3 || !edited) return;
  const { labels } = edited.group.map;
  const recorder = new PatchRecorder();
  const changed = paintLasso(
    { labels, shapeIjk: scan.info.grid.shapeIjk },
    paintRule({
      value: lasso.erases ? 0 : edited.value,
      lockedValues: edited.lockedValues,
      ...(lasso.erases ? { onlyOver: edited.value } : {}),
    }),
    recorder,
    {
      acrossAxis: plane.sliceAxis as 0 | 1 | 2,
      corners: outline.corners,
      ...(lasso.through ? {} : { slice: outline.slice }),
    },
  );
  if (changed) growBox(edited.target, changed);
  const name = i18next.t(lasso.erases ? 'operations:cutOut' : 'operations:fillOutline');
  commitEdit(edited.target, name, recorder.finish(labels));
}
