import { Button, Group, Stack, Textarea } from '@mantine/core';
import type { TrajectoryRequest } from '@lesblik/shared/requests';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { paths } from '../../app/paths.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { refuseRequest, takeRequest, withdrawRequest } from './acts.ts';

const Message = z.object({ message: z.string().max(1000) });

/** Take, refuse, withdraw; the last two with a kind message. */
export function RequestActs({ request }: { request: TrajectoryRequest }) {
  const { t } = useTranslation('requests');
  const me = useMe();
  const [, go] = useLocation();
  const [saying, setSaying] = useState<'refuse' | 'withdraw'>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { may, coachee } = request;

  async function take(): Promise<void> {
    setBusy(true);
    try {
      go(paths.trajectory(await takeRequest(request)));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <ProblemAlert error={problem} />
      {saying === undefined && (
        <Group>
          {may.includes('take') && (
            <Button size="md" loading={busy} onClick={() => void take()}>
              {t('take')}
            </Button>
          )}
          {may.includes('refuse') && (
            <Button size="md" variant="default" onClick={() => setSaying('refuse')}>
              {t(coachee.id === me.id ? 'refuseCoachee' : 'refuse')}
            </Button>
          )}
          {may.includes('withdraw') && (
            <Button size="md" variant="default" onClick={() => setSaying('withdraw')}>
              {t('withdraw')}
            </Button>
          )}
        </Group>
      )}
      {saying && <MessageForm request={request} act={saying} onDone={() => setSaying(undefined)} />}
    </>
  );
}

interface MessageProps {
  request: TrajectoryRequest;
  act: 'refuse' | 'withdraw';
  onDone: () => void;
}

function MessageForm({ request, act, onDone }: MessageProps) {
  const { t } = useTranslation(['requests', 'common']);
  const form = useForm({
    schema: Message,
    async submit({ message }) {
      await (act === 'refuse' ? refuseRequest(request, message) : withdrawRequest(request, message));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <Textarea
          name="message"
          label={`${t(`${act}Title`)} (${t('common:optional')})`}
          description={t(`${act}Hint`)}
          autosize
          minRows={2}
          maxLength={1000}
          autoFocus
        />
        <FormEnd form={form} act={t(`${act}Do`)} onCancel={onDone} />
      </Stack>
    </form>
  );
}
