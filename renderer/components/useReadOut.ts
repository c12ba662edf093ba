import type { Vec3 } from '../../main/contract/geometry.ts';
import { voxelOffset, voxelToRas } from '../geometry/grid.ts';
import { useCompare, useCompared } from '../stores/compare.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { useViews } from '../stores/views.ts';

interface ReadOut {
  readonly source: 'pointer' | 'crosshair';
  readonly hu: number | undefined;
  readonly ijk: Vec3;
  readonly positionRas: Vec3;
}

const huAt = ({ info, voxelsHu }: OpenScan, ijk: Vec3) => voxelsHu[voxelOffset(info.grid.shapeIjk, ijk)];

/** What is under the pointer, in whichever scan it is, or at the crosshair; null while no scan is open. */
export function useReadOut(): ReadOut | null {
  const pointerIjk = useViews((state) => state.pointerIjk);
  const crosshairIjk = useViews((state) => state.crosshairIjk);
  const otherIjk = useCompare((state) => state.pointerIjk);
  const ijk = otherIjk ?? pointerIjk ?? crosshairIjk;
  const grid = useScan(({ scan }) => scan?.info.grid);
  const otherGrid = useCompared(({ info }) => info.grid);
  const hu = useScan(({ scan }) => scan && huAt(scan, ijk));
  const otherHu = useCompared((scan) => huAt(scan, ijk));
  const place = otherIjk && otherGrid ? otherGrid : grid;
  if (!place) return null;
  return {
    source: otherIjk || pointerIjk ? 'pointer' : 'crosshair',
    hu: (otherIjk ? otherHu : hu) ?? undefined,
    ijk,
    positionRas: voxelToRas(place.affineIjkToRas, ijk),
  };
}
