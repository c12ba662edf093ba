import type { Surface } from '../../main/contract/labels.ts';
import { shiftPreset, type VolumePreset } from '../display/volumePresets.ts';
import type { RasBox } from '../geometry/clipBox.ts';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { valueRange } from '../geometry/valueRange.ts';
import { downsample, downsampledGrid, downsampleFactors } from '../geometry/downsample.ts';
import type { OpenScan } from '../stores/scan.ts';
import { clippingPlanes, moveClippingPlanes } from './clippingPlanes.ts';
import { toImageData } from './imageData.ts';
import type { Stage } from './stage.ts';
import { SurfaceProp, VolumeProp } from './volumeScene.ts';

/** Voxels along the longest side of the volume that is rendered. */
const softwareSide = 144;
const hardwareSide = 512;

/** The surface of a segment, and the colour it gets. */
export interface ShownSurface {
  readonly surface: Surface;
  readonly colour: string;
}

/** The 3D pane of one scan: the volume, and the surface of its mask. */
export class VolumeView {
  private readonly stage: Stage;
  private readonly scan: OpenScan;
  private volume: VolumeProp | null = null;
  private surfaces: readonly (ShownSurface & { readonly prop: SurfaceProp })[] = [];
  private readonly planes = clippingPlanes();
  private clip: { readonly volume: boolean; readonly surfaces: boolean } = { volume: false, surfaces: false };
  private shapeIjk: Vec3 | null = null;
  private disposed = false;

  constructor(stage: Stage, scan: OpenScan) {
    this.stage = stage;
    this.scan = scan;
  }

  /**
   * Makes the volume to render: the scan, averaged down where it is larger than the graphics processor takes or
   * draws in good time. Works in short turns, so that the slices are on screen and move meanwhile.
   */
  async load(software: boolean): Promise<void> {
    const { grid } = this.scan.info;
    const { gl } = this.stage;
    const largest = Number(gl.getParameter(gl.MAX_3D_TEXTURE_SIZE));
    const side = Math.min(largest, software ? softwareSide : hardwareSide);
    const factors = downsampleFactors(grid.shapeIjk, side);
    const smaller = downsampledGrid(grid, factors);
    const [ni, nj, nk] = smaller.shapeIjk;
    const voxels = new Int16Array(ni * nj * nk);
    const steps = downsample(this.scan.voxelsHu, grid.shapeIjk, factors, voxels, smaller.shapeIjk);
    await inShortTurns(steps, () => this.disposed);
    if (this.disposed) return;
    const image = toImageData(smaller, voxels, valueRange(voxels));
    this.volume = new VolumeProp(this.stage.renderer, image, software);
    this.shapeIjk = smaller.shapeIjk;
  }

  get loaded(): boolean {
    return this.volume !== null;
  }

  /** The shape of what is rendered: the scan's, or of the scan averaged down; null until it is loaded. */
  get renderedShapeIjk(): Vec3 | null {
    return this.shapeIjk;
  }

  /** How many triangles the surfaces on show have. */
  get triangles(): number {
    return this.surfaces.reduce((sum, { surface }) => sum + surface.triangles.length / 3, 0);
  }

  /** @param shiftHu by which the preset's points are moved up */
  setPreset(preset: VolumePreset, shiftHu: number): void {
    this.volume?.setPreset(shiftPreset(preset, shiftHu));
  }

  setVolumeVisible(visible: boolean): void {
    this.volume?.setVisible(visible);
  }

  /** Cuts away what is outside of the box, of the surfaces too where `surfaces` says so. */
  setClipBox(box: RasBox | null, surfaces: boolean): void {
    if (box) moveClippingPlanes(this.planes, box);
    const clip = { volume: box !== null, surfaces: box !== null && surfaces };
    if (clip.volume !== this.clip.volume) this.volume?.setClippingPlanes(clip.volume ? this.planes : []);
    if (clip.surfaces !== this.clip.surfaces) {
      for (const { prop } of this.surfaces) prop.setClippingPlanes(clip.surfaces ? this.planes : []);
    }
    this.clip = clip;
  }

  /** Shows these surfaces and no others. @returns whether that changes the picture */
  setSurfaces(wanted: readonly ShownSurface[]): boolean {
    const { renderer } = this.stage;
    const isSame = (a: ShownSurface, b: ShownSurface) => a.surface === b.surface && a.colour === b.colour;
    const kept = this.surfaces.filter((known) => wanted.some((one) => isSame(one, known)));
    const gone = this.surfaces.filter((known) => !kept.includes(known));
    const added = wanted.filter((one) => !kept.some((known) => isSame(one, known)));
    for (const { prop } of gone) prop.dispose(renderer);
    this.surfaces = [
      ...kept,
      ...added.map((one) => ({ ...one, prop: new SurfaceProp(renderer, one.surface, one.colour) })),
    ];
    if (this.clip.surfaces) for (const { prop } of this.surfaces) prop.setClippingPlanes(this.planes);
    return gone.length + added.length > 0;
  }

  dispose(): void {
    this.disposed = true;
    this.setSurfaces([]);
    this.volume?.dispose(this.stage.renderer);
    this.volume = null;
    for (const plane of this.planes) plane.delete();
  }
}

/** A turn of the work between two frames, in ms. */
const turnMs = 8;

/** Runs the steps in short turns, with everything else that waits in between. */
function inShortTurns(steps: Generator<void>, cancelled: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    // Not requestIdleCallback: beside a busy graphics processor it is called once a second.
    const turn = () => {
      const end = performance.now() + turnMs;
      do {
        if (cancelled() || steps.next().done) {
          resolve();
          return;
        }
      } while (performance.now() < end);
      setTimeout(turn);
    };
    setTimeout(turn);
  });
}
