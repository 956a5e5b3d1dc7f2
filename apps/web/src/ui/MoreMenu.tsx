import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  /** Its `Menu.Item`s. */
  children: ReactNode;
}

/** What one can do as well, behind one button with a word. */
export function MoreMenu({ label, children }: Props) {
  return (
    <Menu position="bottom-end" shadow="sm" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={18} aria-hidden="true" />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
