import { Brush, Eraser, Lasso, MousePointer2, Redo2, Undo2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { redoStep, undoStep, useSteps } from '../engine/steps.ts';
import type { MeasurementKind } from '../../main/contract/measurement.ts';
import { useEdits } from '../stores/edits.ts';
import { useScan } from '../stores/scan.ts';
import { chooseTool, useTools, type ToolName } from '../stores/tools.ts';
import { MeasureTools } from './MeasureTools.tsx';

const tools: readonly {
  readonly tool: Exclude<ToolName, MeasurementKind>;
  readonly key: string;
  readonly Icon: LucideIcon;
}[] = [
  { tool: 'navigate', key: 'V', Icon: MousePointer2 },
  { tool: 'brush', key: 'B', Icon: Brush },
  { tool: 'eraser', key: 'E', Icon: Eraser },
  { tool: 'lasso', key: 'L', Icon: Lasso },
];

/** What the left mouse button does, and Undo and Redo. */
export function ToolStrip() {
  const chosen = useTools(({ tool }) => tool);
  const empty = useScan(({ scan }) => scan === null);
  const { undoName, redoName } = useSteps();
  const busy = useEdits((state) => state.busy);
  const { t } = useTranslation('tools');
  return (
    <nav className="tool-strip" aria-label={t('tools')} data-tour="correct" inert={empty}>
      {tools.map(({ tool, key, Icon }) => (
        <button
          key={tool}
          type="button"
          className="icon-button"
          aria-pressed={chosen === tool}
          aria-label={t(tool)}
          title={`${t(tool)} (${key})`}
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
        aria-label={undoName ? t('undoStep', { step: undoName }) : t('undo')}
        title={undoName ? t('undoHint', { step: undoName }) : t('nothingToUndo')}
        data-testid="undo"
        onClick={undoStep}
      >
        <Undo2 size={18} />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={redoName === null || busy}
        aria-label={redoName ? t('redoStep', { step: redoName }) : t('redo')}
        title={redoName ? t('redoHint', { step: redoName }) : t('nothingToRedo')}
        data-testid="redo"
        onClick={redoStep}
      >
        <Redo2 size={18} />
      </button>
    </nav>
  );
}
