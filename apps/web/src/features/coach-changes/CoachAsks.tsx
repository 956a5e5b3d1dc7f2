import { Button, Group, Text } from '@mantine/core';
import type { CoachAsk } from '@lesblik/shared/coach-changes';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { paths } from '../../app/paths.ts';
import { dayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { answerCoach } from './acts.ts';
import classes from './CoachChangePart.module.css';
import { coachAsksQuery } from './queries.ts';

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
  const answer = async (decision: 'agree' | 'refuse'): Promise<void> => {
    try {
      await answerCoach(changeId, decision, 'trajectories:coach.yoursNow');
      if (decision === 'agree') go(paths.trajectory(trajectoryId));
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
      <Group mt="sm">
        <Button onClick={() => void answer('agree')}>{t('coach.take')}</Button>
        <Button variant="default" onClick={() => void answer('refuse')}>
          {t('coach.refuse')}
        </Button>
      </Group>
    </div>
  );
}
