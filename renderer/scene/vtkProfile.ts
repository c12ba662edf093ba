// The WebGL nodes that the scenes need register themselves on import; vtk's own "Profiles" bring WebGPU along.
import '@kitware/vtk.js/Rendering/OpenGL/Profiles/Geometry';
import '@kitware/vtk.js/Rendering/OpenGL/Profiles/Volume';
