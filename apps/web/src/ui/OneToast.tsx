import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dismiss, TOAST_MS, type Toast } from './toasts.ts';
import classes from './Toasts.module.css';

/** Waits while it is pointed at or holds the focus: nobody loses an undo by reading slowly. */
export function OneToast({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            toast.undo?.();
            dismiss(toast.id);
          }}
        >
          {t('undo')}
        </Button>
      )}
      <CloseButton aria-label={t('close')} onClick={() => dismiss(toast.id)} />
    </div>
  );
}
