import { hasSize, isMeasureTool, useTools } from '../stores/tools.ts';
import { BrushOptions } from './BrushOptions.tsx';
import { LassoOptions } from './LassoOptions.tsx';

/** The settings of the tool that is chosen; nothing while the mouse only looks. */
export function ToolSection() {
  const tool = useTools((state) => state.tool);
  if (tool === 'navigate' || isMeasureTool(tool)) return null;
  return (
    <section className="panel-section" data-testid="tool-options">
      {hasSize(tool) && <BrushOptions erases={tool === 'eraser'} />}
      {tool === 'lasso' && <LassoOptions />}
    </section>
  );
}
