import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PasswordField } from './PasswordField.tsx';
import { authSentence } from './auth-sentence.ts';
import { StepForm } from './StepForm.tsx';

const Given = z.object({ password: z.string().min(1) });

interface Props {
  onPassword: (password: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks the password again before something that guards the account changes. */
export function PasswordStep({ onPassword, onCancel }: Props) {
  const { t } = useTranslation('identity');
  const form = useForm({ schema: Given, submit: ({ password }) => onPassword(password) });
  return (
    <StepForm form={form} next={t('totp.next')} onCancel={onCancel}>
      <Text>{t('totp.confirmPassword')}</Text>
      <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
      <PasswordField
        name="password"
        label={t('password')}
        autoComplete="current-password"
        autoFocus
        error={form.error('password')}
      />
    </StepForm>
  );
}
