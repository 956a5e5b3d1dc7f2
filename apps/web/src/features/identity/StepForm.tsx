import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../ui/form/use-form.ts';

interface Props {
  form: Form;
  /** What the button that goes on says. */
  next: string;
  onCancel: () => void;
  children: ReactNode;
}

/** One of several steps: its fields, then on or back. */
export function StepForm({ form, next, onCancel, children }: Props) {
  const { t } = useTranslation();
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        {children}
        <Group>
          <Button type="submit" loading={form.busy}>
            {next}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
