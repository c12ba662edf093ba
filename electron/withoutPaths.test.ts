import { describe, expect, it } from 'vitest';
import { withoutPaths } from './withoutPaths.ts';

const clean = (text: string) => withoutPaths(text, '/opt/volscope');

describe('withoutPaths', () => {
  it("takes out the path of Node's own errors, spaces and all", () => {
    expect(clean("ENOENT: no such file or directory, open '/home/anna/CT of Doe, John.nii.gz'")).toBe(
      'ENOENT: no such file or directory, open <path>',
    );
  });

  it('takes out bare paths and bare names of scans', () => {
    expect(clean('reading /data/doe_john.nii failed')).toBe('reading <path> failed');
    expect(clean('doe_john.nii.gz is truncated')).toBe('<scan> is truncated');
    expect(clean('reading C:\\Users\\anna\\ct.nii failed')).toBe('reading <path> failed');
  });

  it("keeps the app's own places in a stack trace", () => {
    expect(clean('at run (file:///opt/volscope/dist/main/engine.mjs:12:3)')).toBe(
      'at run (./dist/main/engine.mjs:12:3)',
    );
  });

  it('leaves a text without paths alone', () => {
    expect(clean('The engine ended with code 9 (and/or was killed).')).toBe(
      'The engine ended with code 9 (and/or was killed).',
    );
  });
});
