/** vtk.js ships no types for its framebuffer: the part of it that is used here. */
declare module '@kitware/vtk.js/Rendering/OpenGL/Framebuffer' {
  import type { vtkObject } from '@kitware/vtk.js/interfaces';
  import type vtkOpenGLRenderWindow from '@kitware/vtk.js/Rendering/OpenGL/RenderWindow';

  export interface vtkFramebuffer extends vtkObject {
    setOpenGLRenderWindow(view: vtkOpenGLRenderWindow): void;
    create(width: number, height: number): void;
    populateFramebuffer(): void;
    bind(): void;
    saveCurrentBindingsAndBuffers(): void;
    restorePreviousBindingsAndBuffers(): void;
    getGLFramebuffer(): WebGLFramebuffer | null;
    getColorTexture(): { getHandle(): WebGLTexture };
    getSize(): [number, number] | null;
    releaseGraphicsResources(): void;
  }

  const vtkFramebuffer: { newInstance(): vtkFramebuffer };
  export default vtkFramebuffer;
}

declare module '@kitware/vtk.js/Rendering/OpenGL/Profiles/*' {}
