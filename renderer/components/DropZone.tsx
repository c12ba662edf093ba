import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openFiles } from '../engine/openings.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** The whole window takes dropped scans, and says so while one is held over it. */
export function DropZone({ children }: { children: ReactNode }) {
  // dragenter and dragleave also fire for every element within: inside while more came in than went out.
  const [depth, setDepth] = useState(0);
  const { t } = useTranslation('window');
  return (
    <div
      className="app"
      data-dragging={depth > 0}
      onDragEnter={(event) => carriesFiles(event) && setDepth((n) => n + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDepth((n) => Math.max(0, n - 1))}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        event.preventDefault();
        setDepth(0);
        openFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      <input
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden
        data-testid="drop-input"
        onChange={({ currentTarget }) => {
          openFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {depth > 0 && <div className="drop-veil">{t('dropToOpen')}</div>}
    </div>
  );
}
