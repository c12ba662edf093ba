import { X } from 'lucide-react';
import { closeScan, showScan } from '../engine/scans.ts';
import { useScan } from '../stores/scan.ts';

/** The open scans: which is on show, and a way to close each. */
export function ScanList() {
  const scans = useScan((state) => state.scans);
  const shown = useScan((state) => state.scan);
  if (scans.length === 0) return null;
  return (
    <ul className="scan-list" aria-label="Open scans">
      {scans.map((scan) => {
        const { scanId, name } = scan.info;
        return (
          <li key={scanId} className="scan-row" data-shown={scan === shown}>
            <button
              type="button"
              className="scan-choice"
              aria-current={scan === shown}
              title={name}
              onClick={() => showScan(scan)}
            >
              {name}
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`Close ${name}`}
              title="Close"
              onClick={() => closeScan(scanId)}
            >
              <X size={14} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
