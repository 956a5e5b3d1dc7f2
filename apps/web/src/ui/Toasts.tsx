import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentToasts, onToasts } from './toasts.ts';
import classes from './Toasts.module.css';

const OneToast = lazy(async () => ({ default: (await import('./OneToast.tsx')).OneToast }));

/** The one live region of the site for what was done or failed. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <section className={classes.toasts} aria-label={t('messages')} aria-live="polite" aria-relevant="additions">
      <Suspense>
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} />
        ))}
      </Suspense>
    </section>
  );
}
