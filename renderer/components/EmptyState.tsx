import { ScanLine } from 'lucide-react';
import { openWith } from '../engine/openings.ts';
import { shell } from '../engine/shell.ts';
import { useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';

/** What the window shows before a scan: where to drop one, the sample, the files opened last. */
export function EmptyState() {
  const opening = useScan((state) => state.opening);
  const recentNames = useApp((state) => state.recentNames);
  return (
    <section className="empty" aria-label="No scan is open">
      <div className="empty-target">
        <ScanLine size={56} strokeWidth={1.2} />
        {opening ? (
          <h1 aria-live="polite">Opening {opening.name} …</h1>
        ) : (
          <>
            <h1>Drop a scan here</h1>
            <p>A CT as NIfTI: .nii or .nii.gz</p>
            <div className="empty-actions">
              <button
                type="button"
                className="button primary"
                onClick={() => openWith(() => shell.openDialog())}
              >
                Open a file …
              </button>
              <button
                type="button"
                className="button"
                data-testid="sample-button"
                onClick={() => openWith(() => shell.openSample())}
              >
                Try the sample scan
              </button>
            </div>
          </>
        )}
      </div>
      {!opening && recentNames.length > 0 && (
        <nav className="recent" aria-label="Recent files">
          <h2>Recent</h2>
          <ul>
            {recentNames.map((name, index) => (
              <li key={`${index} ${name}`}>
                <button
                  type="button"
                  className="link"
                  onClick={() => openWith(() => shell.openRecent(index))}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p className="not-for-diagnosis">For research and teaching. Not for diagnosis.</p>
    </section>
  );
}
