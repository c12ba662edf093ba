import { basename } from 'node:path';
import { affineSpacingMm } from '../volume/affine.ts';
import { rangeHu } from '../volume/rangeHu.ts';
import { readNifti } from '../volume/readNifti.ts';
import { describeVolume } from '../volume/volume.ts';

/** `volscope info SCAN` */
export async function info(path: string, options: { frame?: number; json?: boolean }): Promise<void> {
  const volume = await readNifti(path, { frame: options.frame });
  const { name, grid, orientation, affineSource, datatype, warnings } = describeVolume(
    volume,
    path,
    basename(path),
  );
  const [low, high] = rangeHu(volume.voxelsHu);
  const spacingMm = affineSpacingMm(grid.affineIjkToRas);
  if (options.json) {
    const { shapeIjk: shape, affineIjkToRas: affine } = grid;
    const scan = {
      scan: name,
      shape,
      orientation,
      spacingMm,
      affine,
      affineSource,
      datatype,
      rangeHu: [low, high],
      warnings,
    };
    process.stdout.write(`${JSON.stringify(scan, null, 2)}\n`);
    return;
  }
  const rows: [string, string][] = [
    ['scan', name],
    ['size', `${grid.shapeIjk.join(' x ')} voxels`],
    ['spacing', `${spacingMm.map((mm) => mm.toFixed(3)).join(' x ')} mm`],
    ['orientation', `${orientation} (from ${affineSource})`],
    ['values', `${low} to ${high} HU, stored as ${datatype}`],
    ...warnings.map((warning): [string, string] => ['note', warning]),
  ];
  process.stdout.write(rows.map(([label, text]) => `${label.padEnd(12)} ${text}\n`).join(''));
}
