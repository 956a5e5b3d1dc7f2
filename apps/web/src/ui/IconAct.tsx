import { ActionIcon, type ActionIconProps } from '@mantine/core';
import type { ComponentProps } from 'react';
import { WithTip } from './WithTip.tsx';

type Props = { label: string } & ActionIconProps & ComponentProps<'button'>;

/** An icon to press, with its words. */
export function IconAct({ label, ...button }: Props) {
  return (
    <WithTip words={label} end>
      <ActionIcon variant="subtle" color="gray" aria-label={label} {...button} />
    </WithTip>
  );
}
