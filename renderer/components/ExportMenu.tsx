import { DropdownMenu } from 'radix-ui';
import { ChevronDown, Download } from 'lucide-react';
import { exportFile, exportScreenshot } from '../engine/commands.ts';
import type { ExportKind } from '../../main/contract/engine.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, hasMask, useSegmentation } from '../stores/segmentation.ts';

const products: readonly { readonly what: ExportKind; readonly label: string; readonly ending: string }[] = [
  { what: 'mask', label: 'Mask', ending: '.nii.gz' },
  { what: 'contour', label: 'Contour (3D shell)', ending: '.nii.gz' },
  { what: 'surface', label: 'Surface', ending: '.stl' },
  { what: 'surfaceObj', label: 'Surfaces by segment', ending: '.obj' },
  { what: 'surfaceGlb', label: 'Surfaces by segment', ending: '.glb' },
  { what: 'report', label: 'Report', ending: '.json' },
];

/** What can be saved: the products of a segmentation, and a picture of the panes. */
export function ExportMenu() {
  const hasScan = useScan(({ scan }) => scan !== null);
  const found = useSegmentation(hasMask);
  const surfaceMade = useSegmentation((state) => Object.keys(activeGroup(state)?.surfaces ?? {}).length > 0);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" disabled={!hasScan} data-testid="export-menu">
        <Download size={16} /> Export <ChevronDown size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {products.map(({ what, label, ending }) => (
            <DropdownMenu.Item
              key={what}
              className="menu-item"
              data-testid={`export-${what}`}
              disabled={!found || (what.startsWith('surface') && !surfaceMade)}
              onSelect={() => void exportFile(what)}
            >
              {label} <span className="menu-hint">{ending}</span>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.Item
            className="menu-item"
            data-testid="export-png"
            onSelect={() => void exportScreenshot()}
          >
            Screenshot <span className="menu-hint">.png</span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
