import { X } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { closeScan, showScan } from '../engine/scans.ts';
import { CompareWith } from './compare/CompareWith.tsx';
import { findScan, useScan } from '../stores/scan.ts';

/** The open scans: which is on show, and a way to close each. */
export function ScanList() {
  const scans = useScan(useShallow((state) => state.scans.map(({ info }) => info)));
  const shownId = useScan(({ scan }) => scan?.info.scanId);
  if (scans.length === 0) return null;
  return (
    <ul className="scan-list" aria-label="Open scans">
      {scans.map(({ scanId, name }) => {
        return (
          <li key={scanId} className="scan-row" data-shown={scanId === shownId}>
            <button
              type="button"
              className="scan-choice"
              aria-current={scanId === shownId}
              title={name}
              onClick={() => showScan(findScan(scanId) ?? null)}
            >
              {name}
            </button>
            {scanId !== shownId && <CompareWith scanId={scanId} name={name} />}
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
