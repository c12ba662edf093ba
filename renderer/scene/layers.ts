import vtkPiecewiseFunction from '@kitware/vtk.js/Common/DataModel/PiecewiseFunction';
import vtkColorTransferFunction from '@kitware/vtk.js/Rendering/Core/ColorTransferFunction';
import type { Grid } from '../../main/contract/geometry.ts';
import type { LabelClass } from '../../main/contract/manifest.ts';
import type { OpenScan } from '../stores/scan.ts';
import type { LabelMap } from '../stores/segmentation.ts';
import { releaseImage, toImageData } from './imageData.ts';
import type { SliceLayer } from './slicePane.ts';

/** A scan in grey: vtk looks a value up at (value - level) / width + 1/2 of the table. */
export function scanLayer(scan: OpenScan): SliceLayer {
  const colours = vtkColorTransferFunction.newInstance();
  colours.addRGBPoint(0, 0, 0, 0);
  colours.addRGBPoint(1, 1, 1, 1);
  const opacities = vtkPiecewiseFunction.newInstance();
  opacities.addPoint(0, 1);
  opacities.addPoint(1, 1);
  return { image: toImageData(scan.info.grid, scan.voxelsHu, scan.info.rangeHu), colours, opacities };
}

/** A label map in the colours of its classes, see-through where there is no label. */
export function labelLayer(grid: Grid, map: LabelMap, classes: readonly LabelClass[]): SliceLayer {
  const colours = vtkColorTransferFunction.newInstance();
  colours.addRGBPoint(0, 0, 0, 0);
  colours.addRGBPoint(255, 0, 0, 0);
  for (const { value, colour } of classes) {
    const rgb = toRgb(colour);
    colours.addRGBPoint(value - 0.4, ...rgb);
    colours.addRGBPoint(value + 0.4, ...rgb);
  }
  return {
    image: toImageData(grid, map.labels, [0, 255]),
    colours,
    opacities: vtkPiecewiseFunction.newInstance(),
  };
}

/** How much of the scan the labels of a layer hide: 0 to 1. */
export function setLabelOpacity(layer: SliceLayer, classes: readonly LabelClass[], opacity: number): void {
  layer.opacities.removeAllPoints();
  layer.opacities.addPoint(0, 0);
  layer.opacities.addPoint(255, 0);
  for (const { value } of classes) {
    layer.opacities.addPoint(value - 0.5, 0);
    layer.opacities.addPoint(value - 0.4, opacity);
    layer.opacities.addPoint(value + 0.4, opacity);
    layer.opacities.addPoint(value + 0.5, 0);
  }
}

export function releaseLayer(layer: SliceLayer): void {
  releaseImage(layer.image);
  layer.colours.delete();
  layer.opacities.delete();
}

/** "#rrggbb" as three numbers from 0 to 1. */
export function toRgb(colour: string): [number, number, number] {
  const channel = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}
