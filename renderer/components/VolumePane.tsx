import { use, useEffect, useRef } from 'react';
import { VolumePointer } from '../interaction/volumePointer.ts';
import { useViews } from '../stores/views.ts';
import { PaneCorner } from './PaneCorner.tsx';
import { VolumePresetChoice } from './VolumePresetChoice.tsx';
import { SceneContext } from './sceneContext.ts';

/** The pane of the 3D picture. */
export function VolumePane() {
  const element = useRef<HTMLDivElement>(null);
  const scene = use(SceneContext);
  const hidden = useViews(({ maximised }) => maximised !== null && maximised !== '3d');
  const active = useViews(({ activePane }) => activePane === '3d');

  useEffect(() => {
    if (!element.current || !scene) return;
    const pointer = new VolumePointer(element.current, scene);
    return () => pointer.dispose();
  }, [scene]);

  return (
    <section
      className="pane pane-3d"
      data-testid="pane-3d"
      data-active={active}
      aria-label="3D view"
      hidden={hidden}
    >
      <div
        className="pane-surface"
        ref={element}
        tabIndex={0}
        role="application"
        aria-label="3D view: drag to turn it"
        onFocus={() => useViews.setState({ activePane: '3d' })}
      />
      <PaneCorner name="3d" />
      <VolumePresetChoice />
    </section>
  );
}
