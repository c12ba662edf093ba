import type { ToolName } from '../../stores/tools.ts';
import { brushTool, eraserTool } from './brushTool.ts';
import { lassoTool } from './lassoTool.ts';
import { measureTool } from './measureTool.ts';
import type { PlaneTool } from './planeTool.ts';

/** The tools by name; null leaves the left button to window/level and the crosshair. */
export const planeTools: Readonly<Record<ToolName, PlaneTool | null>> = {
  navigate: null,
  brush: brushTool,
  eraser: eraserTool,
  lasso: lassoTool,
  distance: measureTool('distance'),
  angle: measureTool('angle'),
  ellipse: measureTool('ellipse'),
  rectangle: measureTool('rectangle'),
  probe: measureTool('probe'),
};
