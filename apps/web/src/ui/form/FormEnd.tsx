import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../ProblemAlert.tsx';
import type { Form } from './use-form.ts';

interface Props {
  form: Pick<Form, 'problem' | 'busy'>;
  /** The words of the button that sends it. */
  act: string;
  onCancel: () => void;
  /** Other words for not doing it. */
  cancel?: string;
  /** What it needs is not there yet. */
  disabled?: boolean;
  /** What was refused is said beside the field. */
  told?: boolean;
  /** Another way to do it, between the two. */
  children?: ReactNode;
}

/** How a form ends: what was refused, the button that sends it, and the way out. */
export function FormEnd({ form, act, onCancel, cancel, disabled = false, told = false, children }: Props) {
  const { t } = useTranslation('common');
  return (
    <>
      {!told && <ProblemAlert error={form.problem} />}
      <Group>
        <Button type="submit" loading={form.busy} disabled={disabled}>
          {act}
        </Button>
        {children}
        <Button variant="default" onClick={onCancel}>
          {cancel ?? t('cancel')}
        </Button>
      </Group>
    </>
  );
}
