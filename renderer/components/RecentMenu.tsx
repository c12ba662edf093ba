import { DropdownMenu } from 'radix-ui';
import { ChevronDown } from 'lucide-react';
import { openWith } from '../engine/openings.ts';
import { shell } from '../engine/shell.ts';
import { useApp } from '../stores/app.ts';

/** The files opened last, and the sample. */
export function RecentMenu() {
  const recentNames = useApp((state) => state.recentNames);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" aria-label="Recent files">
        Recent <ChevronDown size={14} />
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
            Sample scan
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
