import { CircleHelp, FolderOpen } from 'lucide-react';
import { openWith } from '../engine/openings.ts';
import { shell } from '../engine/shell.ts';
import { useApp } from '../stores/app.ts';
import { ExportButton } from './ExportButton.tsx';
import { LayoutChoice } from './LayoutChoice.tsx';
import { RecentMenu } from './RecentMenu.tsx';
import { RunControls } from './RunControls.tsx';
import { WindowPresets } from './WindowPresets.tsx';
import { WorklistToggle } from './worklist/WorklistToggle.tsx';

/** Open, window presets, Segment, export, help. */
export function TopBar() {
  return (
    <header className="top-bar">
      <span className="brand">Volscope</span>
      <button type="button" className="button" onClick={() => openWith(() => shell.openDialog())}>
        <FolderOpen size={16} /> Open
      </button>
      <RecentMenu />
      <WorklistToggle />
      <span className="divider" />
      <WindowPresets />
      <span className="divider" />
      <LayoutChoice />
      <span className="spacer" />
      <RunControls />
      <ExportButton />
      <button
        type="button"
        className="icon-button"
        title="Mouse and keys (?)"
        aria-label="Mouse and keys"
        onClick={() => useApp.setState({ helpOpen: true })}
      >
        <CircleHelp size={18} />
      </button>
    </header>
  );
}
