import { ArrowLeftRight, Contrast, Link2, Unlink2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { showScan } from '../../engine/scans.ts';
import { decimal } from '../../display/quantities.ts';
import { formatOffset } from '../../geometry/letters.ts';
import { planeNames } from '../../geometry/planes.ts';
import { dropOffset, linkScans, linkWindows, useCompare } from '../../stores/compare.ts';
import { compareInPlane, startComparing, stopComparing } from '../../stores/comparison.ts';
import { useLayout } from '../../stores/layout.ts';
import { findScan, useScan } from '../../stores/scan.ts';
import { IconButton } from '../IconButton.tsx';

/** Above two scans beside each other: which, in which plane, and how they go together. */
export function CompareBar() {
  const { t } = useTranslation('compare');
  const compared = useLayout((state) => state.compared);
  const windowLinked = useCompare((state) => state.windowLinked);
  if (!compared) return null;
  return (
    <div className="compare-bar" role="group" aria-label={t('bar')} data-testid="compare-bar">
      <PlaneChoice />
      <LinkControls />
      <button
        type="button"
        className="button choice-button"
        aria-pressed={windowLinked}
        title={t('windowLinkHint')}
        data-testid="compare-window-link"
        onClick={() => linkWindows(!windowLinked)}
      >
        <Contrast size={14} /> {t('windowLinked')}
      </button>
      <span className="spacer" />
      <IconButton
        label={t('swap')}
        hint={t('swapHint')}
        testId="compare-swap"
        onClick={() => showScan(findScan(compared.scanId) ?? null)}
      >
        <ArrowLeftRight size={16} />
      </IconButton>
      <OtherScan />
      <IconButton label={t('end')} hint={t('endHint')} testId="compare-end" onClick={stopComparing}>
        <X size={16} />
      </IconButton>
    </div>
  );
}

function PlaneChoice() {
  const { t } = useTranslation('compare');
  const compared = useLayout((state) => state.compared);
  return (
    <div className="choice" role="group" aria-label={t('plane')}>
      {planeNames.map((plane) => (
        <button
          key={plane}
          type="button"
          className="button choice-button"
          aria-pressed={plane === compared?.plane}
          data-testid={`compare-${plane}`}
          onClick={() => compareInPlane(plane)}
        >
          {t(plane)}
        </button>
      ))}
    </div>
  );
}

function LinkControls() {
  const { t } = useTranslation('compare');
  const linked = useCompare((state) => state.linked);
  const offset = useCompare(({ offsetRas }) => formatOffset(offsetRas, decimal));
  const LinkIcon = linked ? Link2 : Unlink2;
  return (
    <>
      <button
        type="button"
        className="button choice-button"
        aria-pressed={linked}
        title={t('linkHint')}
        data-testid="compare-link"
        onClick={() => linkScans(!linked)}
      >
        <LinkIcon size={14} /> {t('linked')}
      </button>
      {linked && offset !== '' && (
        <>
          <span className="compare-offset" data-testid="compare-offset">
            {t('offset', { offset })}
          </span>
          <button
            type="button"
            className="link"
            title={t('dropOffsetHint')}
            data-testid="compare-drop-offset"
            onClick={dropOffset}
          >
            {t('dropOffset')}
          </button>
        </>
      )}
    </>
  );
}

function OtherScan() {
  const { t } = useTranslation('compare');
  const scans = useScan(useShallow((state) => state.scans.map(({ info }) => info)));
  const shownId = useScan(({ scan }) => scan?.info.scanId);
  const otherId = useLayout(({ compared }) => compared?.scanId);
  return (
    <label className="field compare-with">
      <span>{t('with')}</span>
      <select
        value={otherId}
        data-testid="compare-with"
        onChange={({ currentTarget }) => startComparing(currentTarget.value)}
      >
        {scans
          .filter(({ scanId }) => scanId !== shownId)
          .map(({ scanId, name }) => (
            <option key={scanId} value={scanId}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
}
