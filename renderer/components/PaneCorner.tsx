import { Maximize2, Minimize2 } from 'lucide-react';
import { useLayout, type PaneName } from '../stores/layout.ts';
import { useScan } from '../stores/scan.ts';
import { toggleMaximised } from '../stores/views.ts';
import { PlaneTools } from './PlaneTools.tsx';
import { SlabReadOut } from './SlabReadOut.tsx';
import { SliceNumber } from './SliceNumber.tsx';

const titles: Readonly<Record<PaneName, string>> = {
  axial: 'Axial',
  coronal: 'Coronal',
  sagittal: 'Sagittal',
  '3d': '3D',
};

/** The name of a pane, the slice it shows, and its tools: among them the one that makes it fill the window. */
export function PaneCorner({ name }: { name: PaneName }) {
  const maximised = useLayout((state) => state.maximised === name);
  const hasScan = useScan(({ scan }) => scan !== null);
  const action = maximised ? 'Show all panes' : `Enlarge the ${titles[name]} pane`;
  return (
    <header className="pane-corner">
      <span className="pane-title" data-picture-text>
        {titles[name]}
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
          title={`${action} (double click)`}
          aria-label={action}
          onClick={() => toggleMaximised(name)}
        >
          {maximised ? <Minimize2 size={14} /> : <Maximize2 size={14} />}
        </button>
      </span>
    </header>
  );
}
