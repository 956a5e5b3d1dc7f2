import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { Email } from '@lesblik/shared/identity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { z } from 'zod';
import { paths } from '../../app/paths.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { auth } from './auth.ts';
import { authSentence } from './auth-sentence.ts';

const Address = z.object({ email: Email });

/** Says the same whether the address has an account or not. */
export function ForgotPasswordPage() {
  const { t } = useTranslation('identity');
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({
    schema: Address,
    async submit(address) {
      await auth('request-password-reset', address);
      setSentTo(address.email);
    },
  });
  const back = (
    <Anchor component={Link} href={paths.signIn()}>
      {t('forgot.back')}
    </Anchor>
  );
  if (sentTo !== undefined) {
    return (
      <Stack role="status">
        <PageTitle title={t('forgot.sentTitle')} />
        <Text>{t('forgot.sent', { email: sentTo })}</Text>
        {back}
      </Stack>
    );
  }
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <PageTitle title={t('forgot.title')} />
        <Text>{t('forgot.text')}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <TextInput name="email" type="email" autoComplete="username" label={t('email')} error={form.error('email')} />
        <Button type="submit" loading={form.busy}>
          {t('forgot.do')}
        </Button>
        {back}
      </Stack>
    </form>
  );
}
