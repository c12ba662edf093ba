import { Box, Grid2x2, PanelRight, Square, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseLayout, layoutOf, useLayout, type Layout } from '../stores/layout.ts';
import { CompareToggle } from './compare/CompareToggle.tsx';
import { useViews } from '../stores/views.ts';

const layouts: readonly { layout: Exclude<Layout, 'compare'>; key: string; Icon: LucideIcon }[] = [
  { layout: 'four', key: 'F1', Icon: Grid2x2 },
  { layout: 'large', key: 'F2', Icon: PanelRight },
  { layout: 'one', key: 'F3', Icon: Square },
  { layout: 'volume', key: 'F4', Icon: Box },
];

/** How the panes lie beside each other. */
export function LayoutChoice() {
  const current = useLayout(layoutOf);
  const { t } = useTranslation('layouts');
  return (
    <div className="choice" role="group" aria-label={t('layout')}>
      {layouts.map(({ layout, key, Icon }) => (
        <button
          key={layout}
          type="button"
          className="icon-button choice-button"
          aria-pressed={layout === current}
          aria-label={t(layout)}
          title={`${t(layout)} (${key})`}
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
