import type vtkImageData from '@kitware/vtk.js/Common/DataModel/ImageData';
import vtkPiecewiseFunction from '@kitware/vtk.js/Common/DataModel/PiecewiseFunction';
import vtkColorTransferFunction from '@kitware/vtk.js/Rendering/Core/ColorTransferFunction';
import vtkImageMapper from '@kitware/vtk.js/Rendering/Core/ImageMapper';
import { InterpolationType } from '@kitware/vtk.js/Rendering/Core/ImageProperty/Constants';
import vtkImageSlice from '@kitware/vtk.js/Rendering/Core/ImageSlice';
import type vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer';
import type { Grid } from '../../main/contract/geometry.ts';
import type { WindowLevel } from '../display/windowPresets.ts';
import { voxelToRas } from '../geometry/grid.ts';
import { mmPerPixel, paneCentreRas, type PaneSize, type PlaneView } from '../geometry/paneMap.ts';
import type { Plane } from '../geometry/planes.ts';
import { dot, length, scale, subtract, add, withComponent } from '../geometry/vec3.ts';

/** An image that is shown slice by slice, with how its values become colours. */
export interface SliceLayer {
  readonly image: vtkImageData;
  readonly colours: vtkColorTransferFunction;
  readonly opacities: vtkPiecewiseFunction;
}

/** Draws one plane of a scan: the slice, and over it the slice of a label map. */
export class SlicePane {
  private readonly renderer: vtkRenderer;
  private readonly plane: Plane;
  private readonly grid: Grid;
  private readonly scan: SliceActor;
  private overlay: SliceActor | null = null;

  constructor(renderer: vtkRenderer, grid: Grid, plane: Plane, scan: SliceLayer) {
    this.renderer = renderer;
    this.grid = grid;
    this.plane = plane;
    this.scan = new SliceActor(renderer, plane.sliceAxis, scan, InterpolationType.LINEAR);
    renderer.getActiveCamera().setParallelProjection(true);
  }

  /** Shows a label map over the slices, or none; the layer stays its maker's to delete. */
  setOverlay(layer: SliceLayer | null): void {
    if (this.overlay?.image === layer?.image) return;
    this.overlay?.remove(this.renderer);
    this.overlay =
      layer && new SliceActor(this.renderer, this.plane.sliceAxis, layer, InterpolationType.NEAREST);
  }

  /** Makes the next drawing show this slice, window and part of the plane. */
  show(slice: number, window: WindowLevel, view: PlaneView, size: PaneSize): void {
    this.scan.mapper.setSlice(slice);
    this.scan.actor.getProperty().setColorWindow(window.width);
    this.scan.actor.getProperty().setColorLevel(window.level);
    this.overlay?.mapper.setSlice(slice);
    this.aim(slice, view, size);
  }

  dispose(): void {
    this.setOverlay(null);
    this.scan.remove(this.renderer);
  }

  /** Puts the camera before the slice, straight to it, with the plane's own up. */
  private aim(slice: number, view: PlaneView, size: PaneSize): void {
    const { plane, grid } = this;
    const inSlice = voxelToRas(grid.affineIjkToRas, withComponent([0, 0, 0], plane.sliceAxis, slice));
    const centre = paneCentreRas(grid, plane, view);
    const depth = dot(subtract(inSlice, centre), plane.awayRas);
    const focus = add(centre, scale(plane.awayRas, depth));
    // Far enough for any slice, sheared ones too: the grid's own diagonal.
    const reach = length(
      subtract(voxelToRas(grid.affineIjkToRas, grid.shapeIjk), voxelToRas(grid.affineIjkToRas, [0, 0, 0])),
    );
    const camera = this.renderer.getActiveCamera();
    camera.setFocalPoint(...focus);
    camera.setPosition(...subtract(focus, scale(plane.awayRas, reach)));
    camera.setViewUp([...plane.upRas]);
    camera.setParallelScale((mmPerPixel(grid, plane, view, size) * size.height) / 2);
    camera.setClippingRange(reach / 100, reach * 2);
  }
}

class SliceActor {
  readonly image: vtkImageData;
  readonly mapper = vtkImageMapper.newInstance();
  readonly actor = vtkImageSlice.newInstance();

  constructor(renderer: vtkRenderer, sliceAxis: number, layer: SliceLayer, interpolation: InterpolationType) {
    this.image = layer.image;
    this.mapper.setInputData(layer.image);
    this.mapper.setSlicingMode(sliceAxis);
    this.actor.setMapper(this.mapper);
    // Translucent actors would go through vtk's order-independent pass, a full-window affair: layers of one plane
    // need only be drawn in their order.
    this.actor.setForceOpaque(true);
    const property = this.actor.getProperty();
    property.setInterpolationType(interpolation);
    property.setRGBTransferFunction(0, layer.colours);
    property.setPiecewiseFunction(0, layer.opacities);
    renderer.addActor(this.actor);
  }

  remove(renderer: vtkRenderer): void {
    renderer.removeActor(this.actor);
    this.actor.delete();
    this.mapper.delete();
  }
}
