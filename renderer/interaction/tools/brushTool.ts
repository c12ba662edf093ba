import i18next from 'i18next';
import type { Vec3 } from '../../../main/contract/geometry.ts';
import { paintStroke, type BrushCanvas } from '../../../main/edits/brush.ts';
import { paintRule } from '../../../main/edits/paint.ts';
import { PatchRecorder } from '../../../main/edits/patchRecorder.ts';
import { revertPatch } from '../../../main/edits/patch.ts';
import { commitEdit } from '../../engine/edits.ts';
import { growBox } from '../../engine/editTarget.ts';
import { editableSegment, type EditableSegment } from '../../engine/editableSegment.ts';
import { useTools } from '../../stores/tools.ts';
import type { Gesture, PlanePoint, PlaneTool } from './planeTool.ts';

/** Paints the active segment, or takes it away, with a disc in the slice or a ball through it. */
function roundBrush(erases: boolean): PlaneTool {
  const showTip = (at: PlanePoint | null) =>
    useTools.setState({ tip: at && { plane: at.plane.name, ijk: at.ijk } });
  return {
    cursor: 'none',
    hover: showTip,
    begin(at) {
      const edited = editableSegment();
      if (!edited) return null;
      const stroke = new Stroke(edited, at, erases);
      const move = (next: PlanePoint) => {
        showTip(next);
        stroke.paintTo(next.ijk);
      };
      stroke.paintTo(at.ijk);
      return { move, end: () => stroke.finish(), cancel: () => stroke.takeBack() };
    },
  };
}

class Stroke implements Pick<Gesture, 'cancel'> {
  private readonly edited: EditableSegment;
  private readonly canvas: BrushCanvas;
  private readonly rule;
  private readonly tip;
  private readonly recorder = new PatchRecorder();
  private readonly erases: boolean;
  private last: Vec3;

  constructor(edited: EditableSegment, { scan, plane, ijk }: PlanePoint, erases: boolean) {
    const { radiusMm, sphere, rangeHu, onlyBackground } = useTools.getState().brush;
    this.edited = edited;
    this.erases = erases;
    this.last = ijk;
    this.canvas = {
      labels: edited.group.map.labels,
      voxelsHu: scan.voxelsHu,
      ...scan.info.grid,
    };
    this.rule = paintRule({
      value: erases ? 0 : edited.value,
      lockedValues: edited.lockedValues,
      ...(erases ? { onlyOver: edited.value } : onlyBackground ? { onlyOver: 0 } : {}),
      ...(rangeHu && !erases ? { rangeHu } : {}),
    });
    this.tip = { radiusMm, ...(sphere ? {} : { acrossAxis: plane.sliceAxis as 0 | 1 | 2 }) };
  }

  paintTo(ijk: Vec3): void {
    const changed = paintStroke(this.canvas, this.rule, this.recorder, this.tip, this.last, ijk);
    this.last = ijk;
    if (changed) growBox(this.edited.target, changed);
  }

  finish(): void {
    const patch = this.recorder.finish(this.canvas.labels);
    const name = i18next.t(this.erases ? 'operations:erase' : 'operations:brush');
    commitEdit(this.edited.target, name, patch);
  }

  takeBack(): void {
    const patch = this.recorder.finish(this.canvas.labels);
    revertPatch(this.canvas.labels, patch);
    growBox(this.edited.target, null);
  }

  cancel(): void {
    this.takeBack();
  }
}

export const brushTool = roundBrush(false);
export const eraserTool = roundBrush(true);
