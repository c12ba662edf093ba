import { Toolbar } from 'radix-ui';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { viewSides, type ViewSide } from '../geometry/cameraPose.ts';
import { toggleSpin } from '../interaction/animations.ts';
import { lookAtScanFrom } from '../interaction/viewActions.ts';
import { useVolume } from '../stores/volume.ts';

/** The sides from which the 3D view can look at the patient, and its spin: one stop of the Tab key, arrows inside. */
export function CameraButtons() {
  const spinning = useVolume((state) => state.spinning);
  const { t } = useTranslation('volume');
  return (
    <Toolbar.Root className="camera-buttons" aria-label={t('lookFrom')}>
      {(Object.keys(viewSides) as ViewSide[]).map((side) => (
        <Toolbar.Button
          key={side}
          type="button"
          className="icon-button pane-tool"
          aria-label={t('lookFromSide', { side: t(side) })}
          title={t('sideHint', { side: t(side), key: side })}
          data-testid={`camera-${side}`}
          onClick={() => lookAtScanFrom(side)}
        >
          {side}
        </Toolbar.Button>
      ))}
      <Toolbar.Button
        type="button"
        className="icon-button pane-tool"
        data-on={spinning}
        aria-pressed={spinning}
        aria-label={t('spin')}
        title={t(spinning ? 'stopSpinHint' : 'spinHint')}
        data-testid="spin"
        onClick={toggleSpin}
      >
        <RotateCw size={14} />
      </Toolbar.Button>
    </Toolbar.Root>
  );
}
