import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './BeforeCall.module.css';

/** How one thing stands, in words; read out politely when it changes. */
export function CheckLine({ is, children }: { is: 'good' | 'poor' | 'still'; children: ReactNode }) {
  return (
    <p className={classes[is]} role="status">
      {is === 'good' && <IconCircleCheck size={20} aria-hidden="true" />}
      {is === 'poor' && <IconAlertTriangle size={20} aria-hidden="true" />}
      <span>{children}</span>
    </p>
  );
}
