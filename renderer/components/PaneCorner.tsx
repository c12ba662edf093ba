import { Maximize2, Minimize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLayout, type PaneName } from '../stores/layout.ts';
import { useScan } from '../stores/scan.ts';
import { toggleMaximised } from '../stores/views.ts';
import { PlaneTools } from './PlaneTools.tsx';
import { SlabReadOut } from './SlabReadOut.tsx';
import { SliceNumber } from './SliceNumber.tsx';

const titles = {
  axial: 'titleAxial',
  coronal: 'titleCoronal',
  sagittal: 'titleSagittal',
  '3d': 'title3d',
} as const satisfies Readonly<Record<PaneName, string>>;

/** The name of a pane, the slice it shows, and its tools: among them the one that makes it fill the window. */
export function PaneCorner({ name }: { name: PaneName }) {
  const maximised = useLayout((state) => state.maximised === name);
  const hasScan = useScan(({ scan }) => scan !== null);
  const { t } = useTranslation('panes');
  const action = maximised ? t('showAll') : t('enlarge', { pane: t(titles[name]) });
  return (
    <header className="pane-corner">
      <span className="pane-title" data-picture-text>
        {t(titles[name])}
      </span>
      {hasScan && name !== '3d' && (
        <>
          <SliceNumber name={name} />
          <SlabReadOut name={name} />
        </>
      )}
      <span className="pane-tools">
        {hasScan && name !== '3d' && <PlaneTools name={name} />}
        <button
          type="button"
          className="icon-button pane-tool"
          title={t('doubleClick', { action })}
          aria-label={action}
          onClick={() => toggleMaximised(name)}
        >
          {maximised ? <Minimize2 size={14} /> : <Maximize2 size={14} />}
        </button>
      </span>
    </header>
  );
}
