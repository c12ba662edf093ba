import { useCallback, useEffect, useRef, useState } from 'react';
import i18next from 'i18next';
import { useAnimations } from '../interaction/animations.ts';
import { holdScene } from '../scene/currentScene.ts';
import { Scene } from '../scene/scene.ts';
import type { PaneRect } from '../scene/stage.ts';
import { showError } from '../stores/app.ts';
import { useComparison } from '../interaction/comparison.ts';
import { stagePanes, useLayout, type Arrangement, type BarName, type StagePane } from '../stores/layout.ts';
import { useScan } from '../stores/scan.ts';
import { CompareBar } from './compare/CompareBar.tsx';
import { ComparedPane } from './compare/ComparedPane.tsx';
import { PaneBars } from './PaneBars.tsx';
import { PlanePane } from './PlanePane.tsx';
import { SceneContext } from './sceneContext.ts';
import { VolumePane } from './VolumePane.tsx';

/** After a lost WebGL context: how long until the next try, while the graphics process starts again. */
const retryMs = 500;

/** The panes over their one canvas. A lost WebGL context is replaced by a fresh canvas, drawn from the stores. */
export function Viewports() {
  useAnimations();
  useComparison();
  const [generation, setGeneration] = useState(0);
  const startAnew = useCallback(() => setGeneration((n) => n + 1), []);
  return <Stage key={generation} onContextLost={startAnew} />;
}

function Stage({ onContextLost }: { onContextLost: () => void }) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<Scene | null>(null);
  const maximised = useLayout((state) => state.maximised);
  const arrangement = useLayout((state) => state.arrangement);
  const bars = useLayout((state) => state.bars);
  const compared = useLayout((state) => state.compared);
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
        compared: elementsOf(root, 'compared'),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      showError(i18next.t('window:noPicture', { reason }));
      const retry = setTimeout(onContextLost, retryMs);
      return () => clearTimeout(retry);
    }
    setScene(created);
    holdScene(created);
    const lost = (event: Event) => {
      event.preventDefault();
      onContextLost();
    };
    target.addEventListener('webglcontextlost', lost);
    return () => {
      target.removeEventListener('webglcontextlost', lost);
      setScene(null);
      holdScene(null);
      created.dispose();
    };
  }, [onContextLost]);

  useEffect(() => {
    if (!scene || !stage.current) return;
    const root = stage.current;
    const layOut = () =>
      scene.layOut({ width: root.clientWidth, height: root.clientHeight, rects: paneRects(root) });
    layOut();
    const observer = new ResizeObserver(layOut);
    observer.observe(root);
    return () => observer.disconnect();
  }, [scene, maximised, arrangement, bars, compared]);

  return (
    <div
      className="stage"
      ref={stage}
      data-stage
      data-layout={compared ? 'compare' : maximised ? 'one' : arrangement}
      inert={empty}
    >
      <canvas ref={canvas} className="stage-canvas" data-layer="scene" />
      <SceneContext value={scene}>
        <div className="panes" style={compared || maximised ? undefined : gridTemplate(arrangement, bars)}>
          <CompareBar />
          <PlanePane name="axial" />
          <VolumePane />
          <PlanePane name="coronal" />
          <PlanePane name="sagittal" />
          <ComparedPane />
          <PaneBars />
        </div>
      </SceneContext>
    </div>
  );
}

/** Columns and rows of the panes' grid, in parts of the stage. */
function gridTemplate(arrangement: Arrangement, bars: Readonly<Record<BarName, number>>) {
  const parts = (...places: number[]) =>
    [...places, 1].map((place, n) => `minmax(0, ${place - (places[n - 1] ?? 0)}fr)`).join(' ');
  return arrangement === 'four'
    ? { gridTemplateColumns: parts(bars.fourColumns), gridTemplateRows: parts(bars.fourRows) }
    : {
        gridTemplateColumns: parts(bars.largeColumns),
        gridTemplateRows: parts(bars.largeUpper, bars.largeLower),
      };
}

const paneElement = (root: HTMLElement, name: StagePane) =>
  root.querySelector<HTMLElement>(`[data-testid="pane-${name}"]`);

function elementsOf(root: HTMLElement, name: StagePane) {
  const pane = paneElement(root, name);
  const overlay = pane?.querySelector<HTMLCanvasElement>('canvas[data-layer="overlay"]');
  const lens = pane?.querySelector<HTMLCanvasElement>('canvas[data-layer="lens"]');
  if (!pane || !overlay || !lens) throw new Error(`there is no pane for ${name}`);
  return { pane, overlay, lens };
}

/** The panes' places on the stage; one that is hidden has none. */
function paneRects(root: HTMLElement): Partial<Record<StagePane, PaneRect>> {
  const origin = root.getBoundingClientRect();
  const rects: Partial<Record<StagePane, PaneRect>> = {};
  for (const name of stagePanes) {
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
