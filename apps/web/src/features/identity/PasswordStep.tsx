import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { authSentence } from './auth-sentence.ts';

const Given = z.object({ password: z.string().min(1) });

interface Props {
  onPassword: (password: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks the password again before something that guards the account changes. */
export function PasswordStep({ onPassword, onCancel }: Props) {
  const { t } = useTranslation(['identity', 'common']);
  const form = useForm({ schema: Given, submit: ({ password }) => onPassword(password) });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <Text>{t('totp.confirmPassword')}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <PasswordInput
          name="password"
          label={t('password')}
          autoComplete="current-password"
          autoFocus
          error={form.error('password')}
        />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('totp.next')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
