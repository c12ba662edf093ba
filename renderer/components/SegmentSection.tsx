import { Eye, EyeOff } from 'lucide-react';
import { changeDisplay, hasMask, useSegmentation } from '../stores/segmentation.ts';
import { OverlayControls } from './OverlayControls.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';

/** What was found: each segment's colour, name, volume and numbers, and how it is shown. */
export function SegmentSection() {
  const classes = useSegmentation(({ result }) => result?.classes);
  const report = useSegmentation(({ result }) => result?.report);
  const found = useSegmentation(hasMask);
  const visible = useSegmentation(({ display }) => display.visible);
  return (
    <section className="panel-section">
      <h2>Segments</h2>
      {!report && <p className="hint">None yet. Press Segment to find the organ.</p>}
      {report && !found && <p className="nothing-found">Nothing found in this scan.</p>}
      {classes && report && found && (
        <>
          {classes.map(({ value, name, colour }) => (
            <div className="segment" key={value}>
              <Swatch colour={colour} />
              <span className="segment-name">{name}</span>
              <span className="segment-volume" data-testid="volume-ml">
                {report.mask.ml.toFixed(1)} mL
              </span>
              <button
                type="button"
                className="icon-button"
                aria-pressed={visible}
                aria-label={visible ? `Hide ${name}` : `Show ${name}`}
                title={visible ? 'Hide' : 'Show'}
                onClick={() => changeDisplay({ visible: !visible })}
              >
                {visible ? <Eye size={16} /> : <EyeOff size={16} />}
              </button>
            </div>
          ))}
          <OverlayControls />
          <StatisticsTable statistics={report.mask} />
          {report.notes.map((note) => (
            <p key={note} className="hint">
              {note}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

function Swatch({ colour }: { colour: string }) {
  return <span className="swatch" style={{ backgroundColor: colour }} aria-hidden />;
}
