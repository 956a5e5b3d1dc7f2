import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { CoachAsk } from '@lesblik/shared/coach-changes';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { paths } from '../../app/paths.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { dayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { agreeToCoach, refuseCoach } from './acts.ts';
import classes from './CoachChangePart.module.css';
import { coachAsksQuery } from './queries.ts';

const Refusal = z.object({ message: z.string().max(1000) });

/** Trajectories that somebody asks the reader to take over; nothing of them opens before the yes. */
export function CoachAsks({ organisationId }: { organisationId: string | undefined }) {
  const { t } = useTranslation('trajectories');
  const asks = useQuery(coachAsksQuery(organisationId)).data ?? [];
  if (asks.length === 0) return null;
  return (
    <Section title={t('coach.asksTitle')}>
      {asks.map((ask) => (
        <OneAsk key={ask.changeId} ask={ask} />
      ))}
    </Section>
  );
}

function OneAsk({ ask }: { ask: CoachAsk }) {
  const { t, i18n } = useTranslation('trajectories');
  const [, go] = useLocation();
  const [problem, setProblem] = useState<unknown>();
  const { changeId, trajectoryId, title, coachee, proposedBy, reason, startsOn, endsOn } = ask;
  const [refusing, setRefusing] = useState(false);
  const take = async (): Promise<void> => {
    try {
      await agreeToCoach(changeId, 'trajectories:coach.yoursNow');
      go(paths.trajectory(trajectoryId));
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <div className={classes.change}>
      <Text>{t('coach.asksYou', { name: proposedBy.name, coachee: coachee.name })}</Text>
      <Text size="sm" c="dimmed">
        {title} · {t('period', { from: dayText(startsOn, i18n.language), to: dayText(endsOn, i18n.language) })}
      </Text>
      {reason !== '' && <p className={classes.words}>{reason}</p>}
      <ProblemAlert error={problem} />
      {refusing ? (
        <RefuseForm changeId={changeId} onCancel={() => setRefusing(false)} />
      ) : (
        <Group mt="sm">
          <Button onClick={() => void take()}>{t('coach.take')}</Button>
          <Button variant="default" onClick={() => setRefusing(true)}>
            {t('coach.refuse')}
          </Button>
        </Group>
      )}
    </div>
  );
}

function RefuseForm({ changeId, onCancel }: { changeId: string; onCancel: () => void }) {
  const { t } = useTranslation(['trajectories', 'common']);
  const form = useForm({ schema: Refusal, submit: ({ message }) => refuseCoach(changeId, message) });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack mt="sm">
        <Textarea
          name="message"
          label={`${t('coach.whyNot')} (${t('common:optional')})`}
          description={t('coach.whyNotHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={2}
          maxLength={1000}
          autoFocus
        />
        <FormEnd form={form} act={t('coach.sayNo')} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
