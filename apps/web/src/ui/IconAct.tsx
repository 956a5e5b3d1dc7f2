import { ActionIcon, type ActionIconProps } from '@mantine/core';
import type { ComponentProps } from 'react';
import classes from './IconAct.module.css';

type Props = { label: string } & ActionIconProps & ComponentProps<'button'>;

/** An icon to press, whose words are seen by whoever points at it or comes to it by the keyboard. */
export function IconAct({ label, ...button }: Props) {
  return (
    <span className={classes.act}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} {...button} />
      <span className={classes.tip} aria-hidden="true">
        {label}
      </span>
    </span>
  );
}
