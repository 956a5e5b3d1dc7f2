import { Button, Stack, Text } from '@mantine/core';
import { identityRoutes } from '@lesblik/shared/identity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { authSentence } from './auth-sentence.ts';
import { DeadLink } from './DeadLink.tsx';
import { useLink } from './use-link.ts';

const Nothing = z.object({});

export function EmailChangePage() {
  const { token } = useParams<{ token: string }>();
  const [changed, setChanged] = useState<string>();
  const link = useLink('email-change', token, () => call(identityRoutes.emailChangeLink, { params: { token } }));
  if (changed !== undefined) return <Changed email={changed} />;
  if (link.dead) return <DeadLink of="emailChange" />;
  if (link.error) return <ProblemAlert error={link.error} text={authSentence(link.error)} />;
  return link.data ? <Confirm token={token} email={link.data.email} onDone={setChanged} /> : <Waiting />;
}

interface ConfirmProps {
  token: string;
  email: string;
  onDone: (email: string) => void;
}

/** A press, because programs that check mails open links too. */
function Confirm({ token, email, onDone }: ConfirmProps) {
  const { t } = useTranslation('identity');
  const form = useForm({
    schema: Nothing,
    async submit() {
      await call(identityRoutes.confirmEmailChange, { params: { token } });
      onDone(email);
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <PageTitle title={t('emailChange.title')} />
        <Text>{t('emailChange.text', { email })}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <Button type="submit" loading={form.busy}>
          {t('emailChange.do')}
        </Button>
      </Stack>
    </form>
  );
}

function Changed({ email }: { email: string }) {
  const { t } = useTranslation('identity');
  return (
    <Stack>
      <PageTitle title={t('emailChange.doneTitle')} />
      <Text>{t('emailChange.done', { email })}</Text>
      <LinkButton to={paths.account}>{t('emailChange.toAccount')}</LinkButton>
    </Stack>
  );
}
