import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface Props extends ButtonProps {
  to: string;
  children: ReactNode;
}

/** A link that looks like a button; it goes to another page of this site. */
export function LinkButton({ to, children, ...button }: Props) {
  return (
    <Button component={Link} href={to} {...button}>
      {children}
    </Button>
  );
}
