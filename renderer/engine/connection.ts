import i18next from 'i18next';
import type { EngineRequest } from '../../main/contract/engine.ts';
import { showError } from '../stores/app.ts';
import type { EnginePort } from './port.ts';

let engine: EnginePort | null = null;

/** Takes over the engine's port. @returns whether there was one before, so that the engine was started anew */
export function connect(port: EnginePort): boolean {
  const restarted = engine !== null;
  engine = port;
  return restarted;
}

export function send(request: EngineRequest): void {
  if (engine) engine.send(request);
  else showError(i18next.t('window:engineStarting'));
}
