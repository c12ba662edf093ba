import { DropdownMenu } from 'radix-ui';
import { ChevronDown, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exportFile, exportScreenshot } from '../engine/commands.ts';
import type { ExportKind } from '../../main/contract/engine.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, hasMask, useSegmentation } from '../stores/segmentation.ts';

const products: readonly { readonly what: ExportKind; readonly ending: string }[] = [
  { what: 'mask', ending: '.nii.gz' },
  { what: 'contour', ending: '.nii.gz' },
  { what: 'surface', ending: '.stl' },
  { what: 'surfaceObj', ending: '.obj' },
  { what: 'surfaceGlb', ending: '.glb' },
  { what: 'report', ending: '.json' },
];

const pictureEnding = '.png';

/** What can be saved: the products of a segmentation, and a picture of the panes. */
export function ExportMenu() {
  const hasScan = useScan(({ scan }) => scan !== null);
  const found = useSegmentation(hasMask);
  const surfaceMade = useSegmentation((state) => Object.keys(activeGroup(state)?.surfaces ?? {}).length > 0);
  const { t } = useTranslation('exports');
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button"
        disabled={!hasScan}
        data-testid="export-menu"
        data-tour="correct"
      >
        <Download size={16} /> {t('export')} <ChevronDown size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {products.map(({ what, ending }) => (
            <DropdownMenu.Item
              key={what}
              className="menu-item"
              data-testid={`export-${what}`}
              disabled={!found || (what.startsWith('surface') && !surfaceMade)}
              onSelect={() => void exportFile(what)}
            >
              {t(what)} <span className="menu-hint">{ending}</span>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.Item
            className="menu-item"
            data-testid="export-png"
            onSelect={() => void exportScreenshot()}
          >
            {t('screenshot')} <span className="menu-hint">{pictureEnding}</span>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
