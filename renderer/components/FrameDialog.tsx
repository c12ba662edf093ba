import { useState } from 'react';
import { chooseFrame } from '../engine/requests.ts';
import { useScan } from '../stores/scan.ts';
import { Modal } from './Modal.tsx';

/** Asks for the one frame of a 4D file that is to be opened. */
export function FrameDialog() {
  const question = useScan((state) => state.frameQuestion);
  if (!question) return null;
  return (
    <Modal
      key={question.openId}
      title="Choose a frame"
      testId="frame-dialog"
      onClose={() => useScan.setState({ frameQuestion: null })}
    >
      <FrameForm name={question.name} frames={question.frames} />
    </Modal>
  );
}

function FrameForm({ name, frames }: { name: string; frames: number }) {
  const [frame, setFrame] = useState(1);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        chooseFrame(frame - 1);
      }}
    >
      <p>
        {name} holds {frames} volumes over time. Which one is to be opened?
      </p>
      <label className="field">
        <span>Frame</span>
        <input
          type="number"
          min={1}
          max={frames}
          step={1}
          required
          autoFocus
          value={Number.isNaN(frame) ? '' : frame}
          onChange={({ currentTarget }) => setFrame(currentTarget.valueAsNumber)}
        />
        <span className="hint">of {frames}</span>
      </label>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => useScan.setState({ frameQuestion: null })}>
          Don’t open it
        </button>
        <button type="submit" className="button primary">
          Open
        </button>
      </div>
    </form>
  );
}
