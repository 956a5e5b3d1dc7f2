import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentToasts, dismiss, onToasts, TOAST_MS, type Toast } from './toasts.ts';
import classes from './Toasts.module.css';

/** Waits while it is pointed at or holds the focus: nobody loses an undo by reading slowly. */
function OneToast({ toast }: { toast: Toast }) {
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

/** The one live region of the site for what was done or failed. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <section className={classes.toasts} aria-label={t('messages')} aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}
