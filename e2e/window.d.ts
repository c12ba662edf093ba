import type { ShellApi } from '../main/contract/shell.ts';

declare global {
  interface Window {
    readonly volscope: ShellApi;
  }
}
