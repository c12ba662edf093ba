import { useEffect, useState } from 'react';
import { Sparkles, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { remainingSeconds } from '../display/remainingTime.ts';
import type { RunProgress } from '../stores/segmentation.ts';
import { cancelSegment, segment } from '../engine/requests.ts';
import { useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { useSegmentation } from '../stores/segmentation.ts';

/** Segment; while it runs its progress, the time, the processor and Cancel. */
export function RunControls() {
  const run = useSegmentation((state) => state.run);
  const ready = useScan(({ scan }) => scan !== null);
  const engineReady = useApp((state) => state.engineReady);
  const { t } = useTranslation('run');
  if (run) return <Running run={run} />;
  return (
    <button
      type="button"
      className="button primary"
      data-testid="segment-button"
      data-tour="segment"
      title={t('segmentHint')}
      disabled={!ready || !engineReady}
      onClick={segment}
    >
      <Sparkles size={16} /> {t('segment')}
    </button>
  );
}

function Running({ run }: { run: RunProgress }) {
  const { t } = useTranslation('run');
  const elapsed = useElapsedSeconds(run.startedAt);
  const remaining = run.windows ? remainingSeconds(run.windows) : null;
  const percent = Math.round(100 * Math.min(1, Math.max(0, run.fraction)));
  return (
    <div className="run" data-testid="progress">
      <div className="run-text" aria-live="polite">
        <span className="run-stage">
          {run.windows ? t('window', { done: run.windows.done, total: run.windows.total }) : t(run.stage)}
        </span>
        <span className="run-detail" title={run.processor}>
          {run.asked > 1 &&
            `${t('ofSeveral', { number: Math.min(run.ended + 1, run.asked), asked: run.asked })} · `}
          {t('seconds', { seconds: elapsed })}
          {remaining !== null && ` · ${t('remaining', { seconds: remaining })}`}
          {!run.windows && run.processor && ` · ${run.processor}`}
        </span>
      </div>
      <div
        className="run-track"
        role="progressbar"
        aria-label={t('segmentation')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className="run-bar" style={{ width: `${percent}%` }} />
      </div>
      <button
        type="button"
        className="button"
        data-testid="cancel-button"
        title={t('cancelHint')}
        onClick={cancelSegment}
      >
        <X size={16} /> {t('cancel')}
      </button>
    </div>
  );
}

/**
 * Whole seconds since `startedAt` (performance.now()). Not finer: each change has the window composed anew, which takes half
 * a core from the network where there is no GPU.
 */
function useElapsedSeconds(startedAt: number): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const tick = () => setElapsed(Math.floor((performance.now() - startedAt) / 1000));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [startedAt]);
  return elapsed;
}
