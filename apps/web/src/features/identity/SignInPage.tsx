import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { Email } from '@lesblik/shared/identity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'wouter';
import { z } from 'zod';
import { paths, safeBack } from '../../app/paths.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PasswordField } from './PasswordField.tsx';
import { auth, startAnew } from './auth.ts';
import { authSentence } from './auth-sentence.ts';
import { keepChosenLanguage } from './chosen-language.ts';
import { SecondStep } from './SecondStep.tsx';

const Credentials = z.object({ email: Email, password: z.string().min(1) });

export function SignInPage() {
  const { t } = useTranslation('identity');
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const [second, setSecond] = useState(false);

  async function enter(): Promise<void> {
    await startAnew();
    await keepChosenLanguage();
    go(safeBack(search.get('back')), { replace: true });
  }

  const form = useForm({
    schema: Credentials,
    async submit(credentials) {
      const { twoFactorRedirect } = await auth('sign-in/email', credentials);
      if (twoFactorRedirect) setSecond(true);
      else await enter();
    },
  });

  if (second) return <SecondStep onDone={enter} />;
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <PageTitle title={t('signIn.title')} />
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <TextInput name="email" type="email" autoComplete="username" label={t('email')} error={form.error('email')} />
        <PasswordField
          name="password"
          autoComplete="current-password"
          label={t('password')}
          error={form.error('password')}
        />
        <Button type="submit" loading={form.busy}>
          {t('signIn.do')}
        </Button>
        <Anchor component={Link} href={paths.forgotPassword}>
          {t('signIn.forgot')}
        </Anchor>
        <Text c="dimmed" size="sm">
          {t('signIn.noAccount')}
        </Text>
      </Stack>
    </form>
  );
}
