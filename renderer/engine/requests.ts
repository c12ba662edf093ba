import type { EngineRequest } from '../../main/contract/engine.ts';
import { dismissBanner, showError, useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { forgetSegmentation, useSegmentation } from '../stores/segmentation.ts';
import type { EnginePort } from './port.ts';

let engine: EnginePort | null = null;

/** Takes over the engine's port, the first or that of an engine started anew, and asks for what the panels show. */
export function connectEngine(port: EnginePort): void {
  const restarted = engine !== null;
  engine = port;
  if (restarted && useScan.getState().scan) {
    useSegmentation.setState({ run: null });
    showError(
      'The engine had to be restarted. What is on screen stays; open the scan again to go on with it.',
    );
  }
  useApp.setState({ engineReady: true });
  send({ kind: 'listModels' });
  send({ kind: 'listProviders' });
}

function send(request: EngineRequest): void {
  if (engine) engine.send(request);
  else showError('The engine is still starting: try again in a moment.');
}

export function segment(): void {
  const { scan } = useScan.getState();
  const { run } = useSegmentation.getState();
  if (!scan || run || !engine) return;
  const { modelId, provider } = useApp.getState();
  dismissBanner();
  useSegmentation.setState({
    run: { stage: 'starting', fraction: 0, startedAt: performance.now(), processor: '' },
  });
  send({ kind: 'segment', scanId: scan.info.scanId, modelId, provider });
}

/** Asks for the run to end; the progress stays until the engine says that it has. */
export function cancelSegment(): void {
  const { scan } = useScan.getState();
  if (scan && useSegmentation.getState().run) send({ kind: 'cancel', scanId: scan.info.scanId });
}

/** `frame` counts from 0. */
export function chooseFrame(frame: number): void {
  const { frameQuestion } = useScan.getState();
  if (!frameQuestion) return;
  useScan.setState({ frameQuestion: null });
  send({ kind: 'chooseFrame', openId: frameQuestion.openId, frame });
}

/** Lets go of the scan here and in the engine. */
export function closeScan(): void {
  const { scan } = useScan.getState();
  forgetSegmentation();
  if (!scan) return;
  useScan.setState({ scan: null });
  send({ kind: 'closeScan', scanId: scan.info.scanId });
}
