import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface Props {
  /** `wide`: lists, and pages of two columns. `reading`: one thing that is read and worked on. `form`: what is filled in. */
  width: 'wide' | 'reading' | 'form';
  children: ReactNode;
}

/** The parts of a page under each other, as wide as pages of its kind stand, in the middle. */
export function Page({ width, children }: Props) {
  return (
    <Stack gap="lg" className={classes.page} data-width={width}>
      {children}
    </Stack>
  );
}
