import { AgreementDialog } from './components/AgreementDialog.tsx';
import { DropZone } from './components/DropZone.tsx';
import { EmptyState } from './components/EmptyState.tsx';
import { ExportDialog } from './components/ExportDialog.tsx';
import { FrameDialog } from './components/FrameDialog.tsx';
import { HeaderDialog } from './components/header/HeaderDialog.tsx';
import { HelpDialog } from './components/HelpDialog.tsx';
import { MaskDialog } from './components/MaskDialog.tsx';
import { Messages } from './components/messages/Messages.tsx';
import { ModelsDialog } from './components/models/ModelsDialog.tsx';
import { ReplaceQuestion } from './components/models/ReplaceQuestion.tsx';
import { ProcessorsDialog } from './components/ProcessorsDialog.tsx';
import { SettingsDialog } from './components/settings/SettingsDialog.tsx';
import { SendQuestion } from './components/servers/SendQuestion.tsx';
import { SeveralDialog } from './components/SeveralDialog.tsx';
import { SidePanel } from './components/SidePanel.tsx';
import { StatusBar } from './components/StatusBar.tsx';
import { ToolStrip } from './components/ToolStrip.tsx';
import { TopBar } from './components/TopBar.tsx';
import { Tour } from './components/tour/Tour.tsx';
import { Viewports } from './components/Viewports.tsx';
import { WorklistDrawer } from './components/worklist/WorklistDrawer.tsx';
import { useKeyboard } from './interaction/keyboard.ts';
import { useScan } from './stores/scan.ts';

/** The window: bar, panes with the panel beside them, status line, and what lies over them. */
export function App() {
  const hasScan = useScan(({ scan }) => scan !== null);
  useKeyboard();
  return (
    <DropZone>
      <TopBar />
      <main className="workspace">
        {/* Both are there from the start: the first slice need not wait for a WebGL context or a new size. */}
        <WorklistDrawer />
        <ToolStrip />
        <Viewports />
        <SidePanel />
        {!hasScan && <EmptyState />}
        <Messages />
      </main>
      <StatusBar />
      <ExportDialog />
      <FrameDialog />
      <MaskDialog />
      <HelpDialog />
      <ProcessorsDialog />
      <SettingsDialog />
      <HeaderDialog />
      <Tour />
      <ModelsDialog />
      <ReplaceQuestion />
      <SendQuestion />
      <SeveralDialog />
      <AgreementDialog />
    </DropZone>
  );
}
