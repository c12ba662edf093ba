import { Maximize2, Minimize2 } from 'lucide-react';
import { useScan } from '../stores/scan.ts';
import { toggleMaximised, useViews, type PaneName } from '../stores/views.ts';
import { SliceNumber } from './SliceNumber.tsx';

const titles: Readonly<Record<PaneName, string>> = {
  axial: 'Axial',
  coronal: 'Coronal',
  sagittal: 'Sagittal',
  '3d': '3D',
};

/** The name of a pane, the slice it shows, and the button that makes it fill the window. */
export function PaneCorner({ name }: { name: PaneName }) {
  const maximised = useViews((state) => state.maximised === name);
  const hasScan = useScan(({ scan }) => scan !== null);
  const action = maximised ? 'Show all four panes' : `Enlarge the ${titles[name]} pane`;
  return (
    <header className="pane-corner">
      <span className="pane-title" data-picture-text>
        {titles[name]}
      </span>
      {hasScan && name !== '3d' && <SliceNumber name={name} />}
      <button
        type="button"
        className="icon-button pane-maximise"
        title={`${action} (double click)`}
        aria-label={action}
        onClick={() => toggleMaximised(name)}
      >
        {maximised ? <Minimize2 size={14} /> : <Maximize2 size={14} />}
      </button>
    </header>
  );
}
