import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { closeAndOfferBack } from '../engine/closing.ts';
import { showScan } from '../engine/scans.ts';
import { CompareWith } from './compare/CompareWith.tsx';
import { findScan, useScan } from '../stores/scan.ts';
import { IconButton } from './IconButton.tsx';

/** The open scans: which is on show, and a way to close each. */
export function ScanList() {
  const scans = useScan(useShallow((state) => state.scans.map(({ info }) => info)));
  const shownId = useScan(({ scan }) => scan?.info.scanId);
  const { t } = useTranslation('scan');
  if (scans.length === 0) return null;
  return (
    <ul className="scan-list" aria-label={t('openScans')}>
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
            <IconButton
              label={t('closeName', { name })}
              hint={t('close')}
              onClick={() => closeAndOfferBack(scanId)}
            >
              <X size={14} />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
