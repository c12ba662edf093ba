import { DropdownMenu } from 'radix-ui';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { openWith } from '../engine/openings.ts';
import { shell } from '../engine/shell.ts';
import { useApp } from '../stores/app.ts';

/** The files opened last, and the sample. */
export function RecentMenu() {
  const recentNames = useApp((state) => state.recentNames);
  const { t } = useTranslation('window');
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" aria-label={t('recentFiles')}>
        {t('recent')} <ChevronDown size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {recentNames.map((name, index) => (
            <DropdownMenu.Item
              key={`${index} ${name}`}
              className="menu-item"
              onSelect={() => openWith(() => shell.openRecent(index))}
            >
              {name}
            </DropdownMenu.Item>
          ))}
          {recentNames.length > 0 && <DropdownMenu.Separator className="menu-separator" />}
          <DropdownMenu.Item className="menu-item" onSelect={() => openWith(() => shell.openSample())}>
            {t('sampleScan')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
