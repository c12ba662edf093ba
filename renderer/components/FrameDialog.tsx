import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseFrame } from '../engine/requests.ts';
import { useScan } from '../stores/scan.ts';
import { Modal } from './Modal.tsx';

/** Asks for the one frame of a 4D file that is to be opened. */
export function FrameDialog() {
  const question = useScan((state) => state.frameQuestion);
  const { t } = useTranslation('scan');
  if (!question) return null;
  return (
    <Modal
      key={question.openId}
      title={t('chooseFrame')}
      testId="frame-dialog"
      onClose={() => useScan.setState({ frameQuestion: null })}
    >
      <FrameForm name={question.name} frames={question.frames} />
    </Modal>
  );
}

function FrameForm({ name, frames }: { name: string; frames: number }) {
  const [frame, setFrame] = useState(1);
  const { t } = useTranslation('scan');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        chooseFrame(frame - 1);
      }}
    >
      <p>{t('frames', { name, frames })}</p>
      <label className="field">
        <span>{t('frame')}</span>
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
        <span className="hint">{t('ofFrames', { frames })}</span>
      </label>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => useScan.setState({ frameQuestion: null })}>
          {t('dontOpen')}
        </button>
        <button type="submit" className="button primary">
          {t('open')}
        </button>
      </div>
    </form>
  );
}
