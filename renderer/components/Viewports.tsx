import { useCallback, useEffect, useRef, useState } from 'react';
import { Scene } from '../scene/scene.ts';
import type { PaneRect } from '../scene/stage.ts';
import { showError } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { paneNames, useViews, type PaneName } from '../stores/views.ts';
import { PlanePane } from './PlanePane.tsx';
import { SceneContext } from './sceneContext.ts';
import { VolumePane } from './VolumePane.tsx';

/** After a lost WebGL context: how long until the next try, while the graphics process starts again. */
const retryMs = 500;

/** The panes over their one canvas. A lost WebGL context is replaced by a fresh canvas, drawn from the stores. */
export function Viewports() {
  const [generation, setGeneration] = useState(0);
  const startAnew = useCallback(() => setGeneration((n) => n + 1), []);
  return <Stage key={generation} onContextLost={startAnew} />;
}

function Stage({ onContextLost }: { onContextLost: () => void }) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<Scene | null>(null);
  const maximised = useViews((state) => state.maximised);
  const empty = useScan((state) => state.scan === null);

  useEffect(() => {
    if (!stage.current || !canvas.current) return;
    const [root, target] = [stage.current, canvas.current];
    let created: Scene;
    try {
      created = new Scene(target, {
        axial: elementsOf(root, 'axial'),
        coronal: elementsOf(root, 'coronal'),
        sagittal: elementsOf(root, 'sagittal'),
      });
    } catch (error) {
      showError(`The picture can't be drawn: ${error instanceof Error ? error.message : String(error)}`);
      const retry = setTimeout(onContextLost, retryMs);
      return () => clearTimeout(retry);
    }
    setScene(created);
    const lost = (event: Event) => {
      event.preventDefault();
      onContextLost();
    };
    target.addEventListener('webglcontextlost', lost);
    return () => {
      target.removeEventListener('webglcontextlost', lost);
      setScene(null);
      created.dispose();
    };
  }, [onContextLost]);

  useEffect(() => {
    if (!scene || !stage.current) return;
    const root = stage.current;
    const layOut = () => scene.layOut(root.clientWidth, root.clientHeight, paneRects(root));
    layOut();
    const observer = new ResizeObserver(layOut);
    observer.observe(root);
    return () => observer.disconnect();
  }, [scene, maximised]);

  return (
    <div className="stage" ref={stage} data-stage data-layout={maximised ?? 'four'} inert={empty}>
      <canvas ref={canvas} className="stage-canvas" data-layer="scene" />
      <SceneContext value={scene}>
        <div className="panes">
          <PlanePane name="axial" />
          <VolumePane />
          <PlanePane name="coronal" />
          <PlanePane name="sagittal" />
        </div>
      </SceneContext>
    </div>
  );
}

const paneElement = (root: HTMLElement, name: PaneName) =>
  root.querySelector<HTMLElement>(`[data-testid="pane-${name}"]`);

function elementsOf(root: HTMLElement, name: PaneName) {
  const pane = paneElement(root, name);
  const overlay = pane?.querySelector<HTMLCanvasElement>('canvas[data-layer="overlay"]');
  if (!pane || !overlay) throw new Error(`there is no pane for ${name}`);
  return { pane, overlay };
}

/** The panes' places on the stage; one that is hidden has none. */
function paneRects(root: HTMLElement): Partial<Record<PaneName, PaneRect>> {
  const origin = root.getBoundingClientRect();
  const rects: Partial<Record<PaneName, PaneRect>> = {};
  for (const name of paneNames) {
    const rect = paneElement(root, name)?.getBoundingClientRect();
    if (!rect || rect.width === 0 || rect.height === 0) continue;
    rects[name] = {
      left: rect.left - origin.left,
      top: rect.top - origin.top,
      width: rect.width,
      height: rect.height,
    };
  }
  return rects;
}
