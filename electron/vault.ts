import { safeStorage } from 'electron';
import type { Vault } from './serverTokens.ts';

/**
 * The keychain of the system. Where Linux has none, Chromium would encrypt with a password that everybody knows: that counts
 * as none. (The calls that give promises are not in Electron 33.)
 */
export const systemVault: Vault = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
};
