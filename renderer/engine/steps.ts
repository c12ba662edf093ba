import { useEdits } from '../stores/edits.ts';
import { useMeasurements } from '../stores/measurements.ts';
import { useScan } from '../stores/scan.ts';
import { redo, undo } from './edits.ts';
import { redoMeasurement, undoMeasurement } from './measurements.ts';
import { dropPreview } from './preview.ts';

/** Takes back what was changed last, in a mask or among the measurements; where one has nothing left, the other follows. */
export function undoStep(): void {
  if (!dropPreview()) takeStep(useEdits.getState().undoName, undoMeasurement, undo);
}

export function redoStep(): void {
  takeStep(useEdits.getState().redoName, redoMeasurement, redo);
}

function takeStep(
  ofMask: string | null,
  stepMeasurements: (scanId: string) => boolean,
  stepMask: () => void,
): void {
  const scanId = useScan.getState().scan?.info.scanId;
  const measurementsFirst = useMeasurements.getState().changedLast || ofMask === null;
  if (measurementsFirst && scanId !== undefined && stepMeasurements(scanId)) return;
  stepMask();
  useMeasurements.setState({ changedLast: false });
}

/** What Undo and Redo would take back or bring again; null where nothing. */
export function useSteps(): { readonly undoName: string | null; readonly redoName: string | null } {
  const scanId = useScan(({ scan }) => scan?.info.scanId) ?? '';
  const { undoName, redoName } = useEdits();
  const measuredUndo = useMeasurements(({ undoable }) => undoable[scanId]?.at(-1)?.name) ?? null;
  const measuredRedo = useMeasurements(({ redoable }) => redoable[scanId]?.at(-1)?.name) ?? null;
  const measuredFirst = useMeasurements(({ changedLast }) => changedLast);
  return measuredFirst
    ? { undoName: measuredUndo ?? undoName, redoName: measuredRedo ?? redoName }
    : { undoName: undoName ?? measuredUndo, redoName: redoName ?? measuredRedo };
}
