import { Brush, Eraser, Lasso, MousePointer2, Redo2, Undo2, type LucideIcon } from 'lucide-react';
import { redoStep, undoStep, useSteps } from '../engine/steps.ts';
import { useEdits } from '../stores/edits.ts';
import { useScan } from '../stores/scan.ts';
import { chooseTool, useTools, type ToolName } from '../stores/tools.ts';
import { MeasureTools } from './MeasureTools.tsx';

const tools: readonly {
  readonly tool: ToolName;
  readonly label: string;
  readonly key: string;
  readonly Icon: LucideIcon;
}[] = [
  { tool: 'navigate', label: 'Window, level and crosshair', key: 'V', Icon: MousePointer2 },
  { tool: 'brush', label: 'Brush', key: 'B', Icon: Brush },
  { tool: 'eraser', label: 'Eraser', key: 'E', Icon: Eraser },
  { tool: 'lasso', label: 'Lasso and polygon', key: 'L', Icon: Lasso },
];

/** What the left mouse button does, and Undo and Redo. */
export function ToolStrip() {
  const chosen = useTools(({ tool }) => tool);
  const empty = useScan(({ scan }) => scan === null);
  const { undoName, redoName } = useSteps();
  const busy = useEdits((state) => state.busy);
  return (
    <nav className="tool-strip" aria-label="Tools" inert={empty}>
      {tools.map(({ tool, label, key, Icon }) => (
        <button
          key={tool}
          type="button"
          className="icon-button"
          aria-pressed={chosen === tool}
          aria-label={label}
          title={`${label} (${key})`}
          data-testid={`tool-${tool}`}
          onClick={() => chooseTool(tool)}
        >
          <Icon size={18} />
        </button>
      ))}
      <span className="tool-divider" />
      <MeasureTools />
      <span className="tool-divider" />
      <button
        type="button"
        className="icon-button"
        disabled={undoName === null || busy}
        aria-label={undoName ? `Undo ${undoName}` : 'Undo'}
        title={undoName ? `Undo ${undoName} (Ctrl+Z)` : 'Nothing to undo'}
        data-testid="undo"
        onClick={undoStep}
      >
        <Undo2 size={18} />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={redoName === null || busy}
        aria-label={redoName ? `Redo ${redoName}` : 'Redo'}
        title={redoName ? `Redo ${redoName} (Ctrl+Shift+Z)` : 'Nothing to redo'}
        data-testid="redo"
        onClick={redoStep}
      >
        <Redo2 size={18} />
      </button>
    </nav>
  );
}
