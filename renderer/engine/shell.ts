import type { ShellApi } from '../../main/contract/shell.ts';

declare global {
  interface Window {
    /** Put there by the preload; the only way out of the page besides the engine's port. */
    readonly volscope: ShellApi;
  }
}

export const shell: ShellApi = window.volscope;
