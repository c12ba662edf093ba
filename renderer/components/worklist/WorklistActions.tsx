import { FolderOutput, Sparkles } from 'lucide-react';
import { chooseListFolder, removeEntries, segmentList } from '../../engine/worklist.ts';
import { useApp } from '../../stores/app.ts';
import { countToSegment, useWorklist } from '../../stores/worklist.ts';

/** What is done with the whole list: segment it, say where results go, empty it. */
export function WorklistActions() {
  const toSegment = useWorklist(({ entries }) => countToSegment(entries));
  const folderName = useWorklist((state) => state.folderName);
  const engineReady = useApp((state) => state.engineReady);
  return (
    <div className="worklist-actions">
      <button
        type="button"
        className="button primary"
        data-testid="segment-all"
        disabled={!engineReady || toSegment === 0}
        onClick={segmentList}
      >
        <Sparkles size={16} /> Segment all
      </button>
      <button
        type="button"
        className="button"
        onClick={() => removeEntries(useWorklist.getState().entries.map(({ id }) => id))}
      >
        Remove all
      </button>
      <button type="button" className="button" data-testid="list-folder" onClick={chooseListFolder}>
        <FolderOutput size={16} /> Output folder …
      </button>
      <p className="hint worklist-folder" aria-live="polite">
        {folderName === null
          ? 'No output folder: masks are kept until Volscope is closed.'
          : `Masks, contours and reports go to ${folderName}.`}
      </p>
    </div>
  );
}
