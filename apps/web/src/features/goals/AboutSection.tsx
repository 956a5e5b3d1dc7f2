import { Button, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Goal } from '@lesblik/shared/goals';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantDayText } from '../../ui/format.ts';
import { Section } from '../../ui/Section.tsx';
import { editGoal } from './acts.ts';
import classes from './GoalPage.module.css';
import { QUESTIONS } from './questions.ts';
import { proposalsQuery } from './queries.ts';
import { WordingForm } from './WordingForm.tsx';
import { WordingText } from './WordingText.tsx';

/** The questions about it, and the proposal that it came from. */
export function AboutSection({ goal, mayWrite }: { goal: Goal; mayWrite: boolean }) {
  const { t, i18n } = useTranslation(['goal-page', 'goals']);
  const [editing, setEditing] = useState(false);
  const proposals = useQuery(proposalsQuery(goal.trajectoryId)).data;
  const proposal = proposals?.find(({ goalId }) => goalId === goal.id);
  const stop = (): void => setEditing(false);
  const edit = mayWrite && !editing && (
    <Button
      variant="default"
      leftSection={<IconPencil size={18} aria-hidden="true" />}
      aria-label={`${t('goals:edit')}: ${t('about')}`}
      onClick={() => setEditing(true)}
    >
      {t('goals:edit')}
    </Button>
  );
  return (
    <Section title={t('about')} action={edit}>
      {editing ? (
        <WordingForm
          wording={goal}
          act={t('goals:save')}
          onCancel={stop}
          onSave={async (wording) => {
            await editGoal(goal, wording);
            stop();
          }}
        />
      ) : (
        <div className={classes.about}>
          <WordingText wording={goal} />
        </div>
      )}
      {!editing && QUESTIONS.every((question) => goal[question] === '') && <Text c="dimmed">{t('nothing')}</Text>}
      {proposal && (
        <details className={classes.proposal}>
          <summary>
            {t('from', {
              name: proposal.proposedBy.name,
              when: instantDayText(proposal.proposedAt, i18n.language),
            })}{' '}
            <span>{t('fromWords')}</span>
          </summary>
          <div className={classes.about}>
            <strong>{proposal.title}</strong>
            <WordingText wording={proposal} />
          </div>
        </details>
      )}
    </Section>
  );
}
