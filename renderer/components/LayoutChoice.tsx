import { Box, Grid2x2, PanelRight, Square, type LucideIcon } from 'lucide-react';
import { chooseLayout, layoutOf, useLayout, type Layout } from '../stores/layout.ts';
import { CompareToggle } from './compare/CompareToggle.tsx';
import { useViews } from '../stores/views.ts';

const layouts: readonly {
  layout: Exclude<Layout, 'compare'>;
  name: string;
  key: string;
  Icon: LucideIcon;
}[] = [
  { layout: 'four', name: 'Four panes', key: 'F1', Icon: Grid2x2 },
  { layout: 'large', name: 'Axial large, the others beside it', key: 'F2', Icon: PanelRight },
  { layout: 'one', name: 'One plane', key: 'F3', Icon: Square },
  { layout: 'volume', name: '3D alone', key: 'F4', Icon: Box },
];

/** How the panes lie beside each other. */
export function LayoutChoice() {
  const current = useLayout(layoutOf);
  return (
    <div className="choice" role="group" aria-label="Layout">
      {layouts.map(({ layout, name, key, Icon }) => (
        <button
          key={layout}
          type="button"
          className="icon-button choice-button"
          aria-pressed={layout === current}
          aria-label={name}
          title={`${name} (${key})`}
          data-testid={`layout-${layout}`}
          onClick={() => chooseLayout(layout, useViews.getState().activePane)}
        >
          <Icon size={16} />
        </button>
      ))}
      <CompareToggle />
    </div>
  );
}
