import { Circle, Crosshair, Ruler, Square, TriangleRight, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { measurementKinds, type MeasurementKind } from '../../main/contract/measurement.ts';
import { measureKeys } from '../interaction/measureShortcuts.ts';
import { chooseTool, useTools } from '../stores/tools.ts';

export const measurementIcons: Readonly<Record<MeasurementKind, LucideIcon>> = {
  distance: Ruler,
  angle: TriangleRight,
  ellipse: Circle,
  rectangle: Square,
  probe: Crosshair,
};

/** The tools that measure. */
export function MeasureTools() {
  const chosen = useTools(({ tool }) => tool);
  const { t } = useTranslation('measure');
  return measurementKinds.map((kind) => {
    const Icon = measurementIcons[kind];
    return (
      <button
        key={kind}
        type="button"
        className="icon-button"
        aria-pressed={chosen === kind}
        aria-label={t(kind)}
        title={t('toolHint', { tool: t(kind), key: measureKeys[kind].toUpperCase() })}
        data-testid={`tool-${kind}`}
        onClick={() => chooseTool(kind)}
      >
        <Icon size={18} />
      </button>
    );
  });
}
