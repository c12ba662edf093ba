import { CircleHelp, FolderOpen, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { openWith } from '../engine/openings.ts';
import { shell } from '../engine/shell.ts';
import { useApp } from '../stores/app.ts';
import { ExportButton } from './ExportButton.tsx';
import { LayoutChoice } from './LayoutChoice.tsx';
import { RecentMenu } from './RecentMenu.tsx';
import { RunControls } from './RunControls.tsx';
import { WindowPresets } from './WindowPresets.tsx';
import { WorklistToggle } from './worklist/WorklistToggle.tsx';
import { IconButton } from './IconButton.tsx';

const productName = 'Volscope';

/** Open, window presets, Segment, export, help. */
export function TopBar() {
  const { t } = useTranslation('window');
  return (
    <header className="top-bar">
      <span className="brand">{productName}</span>
      <button
        type="button"
        className="button"
        data-tour="open"
        onClick={() => openWith(() => shell.openDialog())}
      >
        <FolderOpen size={16} /> {t('open')}
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
      <IconButton
        label={t('settings')}
        hint={t('settingsHint')}
        testId="settings-button"
        onClick={() => useApp.setState({ settingsOpen: true })}
      >
        <Settings size={18} />
      </IconButton>
      <IconButton
        label={t('help')}
        hint={`${t('help')} (?)`}
        testId="help-button"
        onClick={() => useApp.setState({ helpOpen: true })}
      >
        <CircleHelp size={18} />
      </IconButton>
    </header>
  );
}
