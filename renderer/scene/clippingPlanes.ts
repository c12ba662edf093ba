import vtkPlane from '@kitware/vtk.js/Common/DataModel/Plane';
import { boxFaces, facePlaceMm, type RasBox } from '../geometry/clipBox.ts';
import { withComponent } from '../geometry/vec3.ts';

/** A plane for each face of a box, its normal inwards: vtk keeps what is on that side. */
export function clippingPlanes(): readonly vtkPlane[] {
  return boxFaces.map(({ axis, end }) =>
    vtkPlane.newInstance({ normal: [...withComponent([0, 0, 0], axis, end === 'low' ? 1 : -1)] }),
  );
}

export function moveClippingPlanes(planes: readonly vtkPlane[], box: RasBox): void {
  boxFaces.forEach((face, n) => {
    planes[n]?.setOrigin([...withComponent([0, 0, 0], face.axis, facePlaceMm(box, face))]);
  });
}
