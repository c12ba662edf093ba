import { useState } from 'react';
import { Dialog } from 'radix-ui';
import { chooseFrame } from '../engine/requests.ts';
import { useScan } from '../stores/scan.ts';

/** Asks for the one frame of a 4D file that is to be opened. */
export function FrameDialog() {
  const question = useScan((state) => state.frameQuestion);
  const close = () => useScan.setState({ frameQuestion: null });
  return (
    <Dialog.Root open={question !== null} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog" data-testid="frame-dialog">
          {question && <FrameForm key={question.openId} name={question.name} frames={question.frames} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
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
      <Dialog.Title>Choose a frame</Dialog.Title>
      <Dialog.Description>
        {name} holds {frames} volumes over time. Which one is to be opened?
      </Dialog.Description>
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
        <Dialog.Close className="button">Don’t open it</Dialog.Close>
        <button type="submit" className="button primary">
          Open
        </button>
      </div>
    </form>
  );
}
