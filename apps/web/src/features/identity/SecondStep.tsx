import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { auth } from './auth.ts';
import { authSentence } from './auth-sentence.ts';
import { Code } from './code.ts';

const AppCode = z.object({ code: Code, trustDevice: z.boolean() });
const BackupCode = z.object({ code: z.string().trim().min(1).max(40) });

/** The code of the app, or one of the kept backup codes. */
export function SecondStep({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation('identity');
  const [backup, setBackup] = useState(false);
  return (
    <Stack>
      <PageTitle title={t('second.title')} />
      {backup ? <WithBackupCode onDone={onDone} /> : <WithApp onDone={onDone} />}
      <Button variant="subtle" onClick={() => setBackup(!backup)}>
        {t(backup ? 'second.useApp' : 'second.useBackup')}
      </Button>
    </Stack>
  );
}

function WithApp({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation('identity');
  const form = useForm({
    schema: AppCode,
    read: (fields) => ({ code: fields.get('code'), trustDevice: fields.has('trustDevice') }),
    async submit(value) {
      await auth('two-factor/verify-totp', value);
      await onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <Text>{t('second.text')}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <TextInput
          name="code"
          label={t('second.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          data-autofocus
          autoFocus
          error={form.error('code')}
        />
        <Checkbox name="trustDevice" label={t('second.trust')} />
        <Button type="submit" loading={form.busy}>
          {t('second.do')}
        </Button>
      </Stack>
    </form>
  );
}

function WithBackupCode({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation('identity');
  const form = useForm({
    schema: BackupCode,
    async submit(value) {
      await auth('two-factor/verify-backup-code', value);
      await onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <Text>{t('second.backupText')}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <TextInput name="code" label={t('second.backupCode')} autoComplete="off" autoFocus error={form.error('code')} />
        <Button type="submit" loading={form.busy}>
          {t('second.do')}
        </Button>
      </Stack>
    </form>
  );
}
