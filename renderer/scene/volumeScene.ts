import vtkCellArray from '@kitware/vtk.js/Common/Core/CellArray';
import vtkDataArray from '@kitware/vtk.js/Common/Core/DataArray';
import type vtkImageData from '@kitware/vtk.js/Common/DataModel/ImageData';
import vtkPiecewiseFunction from '@kitware/vtk.js/Common/DataModel/PiecewiseFunction';
import type vtkPlane from '@kitware/vtk.js/Common/DataModel/Plane';
import vtkPolyData from '@kitware/vtk.js/Common/DataModel/PolyData';
import vtkActor from '@kitware/vtk.js/Rendering/Core/Actor';
import vtkColorTransferFunction from '@kitware/vtk.js/Rendering/Core/ColorTransferFunction';
import vtkMapper from '@kitware/vtk.js/Rendering/Core/Mapper';
import type vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer';
import vtkVolume from '@kitware/vtk.js/Rendering/Core/Volume';
import vtkVolumeMapper from '@kitware/vtk.js/Rendering/Core/VolumeMapper';
import type { Surface } from '../../main/contract/labels.ts';
import { volumePresets, type VolumePreset } from '../display/volumePresets.ts';
import { releaseImage } from './imageData.ts';
import { toRgb } from '../display/colours.ts';

/** Samples along the longest ray through a volume. */
const softwareSamples = 256;
const hardwareSamples = 1024;

/** The scan as a cloud of colour and opacity. */
export class VolumeProp {
  private readonly image: vtkImageData;
  private readonly mapper = vtkVolumeMapper.newInstance();
  private readonly actor = vtkVolume.newInstance();
  private readonly colours = vtkColorTransferFunction.newInstance();
  private readonly opacities = vtkPiecewiseFunction.newInstance();

  /** Takes the image over: it is deleted with the volume. */
  constructor(renderer: vtkRenderer, image: vtkImageData, software: boolean) {
    this.image = image;
    this.mapper.setInputData(image);
    const [left, right, back, front, below, above] = image.getBounds();
    const diagonal = Math.hypot(right - left, front - back, above - below);
    // The number of samples is compiled into vtk's shader: the same for every scan, coarse and fine, or each would
    // have to wait for its own.
    this.mapper.setSampleDistance(diagonal / ((software ? softwareSamples : hardwareSamples) - 0.5));
    this.mapper.setAutoAdjustSampleDistances(false);
    this.mapper.setMaximumSamplesPerRay(hardwareSamples);
    this.actor.setMapper(this.mapper);
    const property = this.actor.getProperty();
    property.setRGBTransferFunction(0, this.colours);
    property.setScalarOpacity(0, this.opacities);
    property.setScalarOpacityUnitDistance(0, 2);
    property.setInterpolationTypeToLinear();
    // Shading makes vtk's shader so large that a software renderer takes ten seconds to compile it.
    property.setShade(!software);
    property.setAmbient(0.25);
    property.setDiffuse(0.75);
    property.setSpecular(0.15);
    property.setSpecularPower(12);
    this.setPreset(volumePresets[0]!);
    renderer.addVolume(this.actor);
  }

  setPreset(preset: VolumePreset): void {
    this.colours.removeAllPoints();
    for (const point of preset.colours) this.colours.addRGBPoint(...point);
    this.opacities.removeAllPoints();
    for (const point of preset.opacities) this.opacities.addPoint(...point);
  }

  setVisible(visible: boolean): void {
    this.actor.setVisibility(visible);
  }

  /** Shows only what is on the inner side of these planes. */
  setClippingPlanes(planes: readonly vtkPlane[]): void {
    this.mapper.removeAllClippingPlanes();
    for (const plane of planes) this.mapper.addClippingPlane(plane);
  }

  dispose(renderer: vtkRenderer): void {
    renderer.removeVolume(this.actor);
    this.actor.delete();
    this.mapper.delete();
    this.colours.delete();
    this.opacities.delete();
    releaseImage(this.image);
  }
}

/** The surface of a mask. */
export class SurfaceProp {
  private readonly mapper = vtkMapper.newInstance();
  private readonly actor = vtkActor.newInstance();
  private readonly polyData: vtkPolyData;

  constructor(renderer: vtkRenderer, surface: Surface, colour: string) {
    this.polyData = toPolyData(surface);
    this.mapper.setInputData(this.polyData);
    this.mapper.setScalarVisibility(false);
    this.actor.setMapper(this.mapper);
    const property = this.actor.getProperty();
    property.setColor(...toRgb(colour));
    property.setAmbient(0.2);
    property.setDiffuse(0.8);
    property.setSpecular(0.3);
    property.setSpecularPower(30);
    renderer.addActor(this.actor);
  }

  setClippingPlanes(planes: readonly vtkPlane[]): void {
    this.mapper.removeAllClippingPlanes();
    for (const plane of planes) this.mapper.addClippingPlane(plane);
  }

  dispose(renderer: vtkRenderer): void {
    renderer.removeActor(this.actor);
    this.actor.delete();
    this.mapper.delete();
    this.polyData.delete();
  }
}

function toPolyData({ positionsRas, normalsRas, triangles }: Surface): vtkPolyData {
  const polyData = vtkPolyData.newInstance();
  polyData.getPoints().setData(positionsRas, 3);
  // vtk's cell array: the number of corners before the corners of each cell.
  const cells = new Uint32Array((triangles.length / 3) * 4);
  for (let from = 0, to = 0; from < triangles.length; from += 3, to += 4) {
    cells[to] = 3;
    cells[to + 1] = triangles[from]!;
    cells[to + 2] = triangles[from + 1]!;
    cells[to + 3] = triangles[from + 2]!;
  }
  polyData.setPolys(vtkCellArray.newInstance({ values: cells }));
  polyData
    .getPointData()
    .setNormals(vtkDataArray.newInstance({ name: 'Normals', numberOfComponents: 3, values: normalsRas }));
  return polyData;
}
