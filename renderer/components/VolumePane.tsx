import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { VolumePointer } from '../interaction/volumePointer.ts';
import { isShown, useLayout } from '../stores/layout.ts';
import { useScan } from '../stores/scan.ts';
import { useViews } from '../stores/views.ts';
import { CameraButtons } from './CameraButtons.tsx';
import { PaneCorner } from './PaneCorner.tsx';
import { VolumeOverlay } from './VolumeOverlay.tsx';
import { VolumePresetMenu } from './VolumePresetMenu.tsx';
import { VolumeSettings } from './VolumeSettings.tsx';

/** The pane of the 3D picture. */
export function VolumePane() {
  const element = useRef<HTMLDivElement>(null);
  const hidden = useLayout((layout) => !isShown(layout, '3d'));
  const active = useViews(({ activePane }) => activePane === '3d');
  const { t } = useTranslation('volume');
  const hasScan = useScan(({ scan }) => scan !== null);

  useEffect(() => {
    if (!element.current) return;
    const pointer = new VolumePointer(element.current);
    return () => pointer.dispose();
  }, []);

  return (
    <section
      className="pane pane-3d"
      data-testid="pane-3d"
      data-active={active}
      aria-label={t('view')}
      hidden={hidden}
    >
      <div
        className="pane-surface"
        ref={element}
        tabIndex={0}
        role="application"
        aria-label={t('turnIt')}
        onFocus={() => useViews.setState({ activePane: '3d' })}
      />
      {hasScan && <VolumeOverlay />}
      <PaneCorner name="3d" />
      {hasScan && (
        <>
          <div className="volume-tools">
            <VolumeSettings />
            <VolumePresetMenu />
          </div>
          <CameraButtons />
        </>
      )}
    </section>
  );
}
