import { Button, Stack, Text, Textarea } from '@mantine/core';
import { goalRoutes, type Goal, STEPS } from '@lesblik/shared/goals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/Section.tsx';
import { saveSteps } from './acts.ts';
import classes from './GoalPage.module.css';
import { LongText } from './LongText.tsx';
import { LADDER, signed, stepName } from './progress.ts';

interface Props {
  goal: Goal;
  mayWrite: boolean;
  primary: boolean;
}

/** What is to be seen at each of the five steps, in the coachee's own words. */
export function StepsSection({ goal, mayWrite, primary }: Props) {
  const { t } = useTranslation('goal-page');
  const [editing, setEditing] = useState(false);
  const described = goal.steps.some((step) => step !== '');
  const edit = mayWrite && !editing && (
    <Button variant={primary ? 'filled' : 'default'} onClick={() => setEditing(true)}>
      {t(described ? 'steps.edit' : 'steps.describe')}
    </Button>
  );
  return (
    <Section title={t('steps.title')} action={edit}>
      {(described || mayWrite) && <p className={classes.help}>{t('steps.help')}</p>}
      {!described && !mayWrite && <Text c="dimmed">{t('steps.noneOther')}</Text>}
      {editing && <StepsForm goal={goal} onDone={() => setEditing(false)} />}
      {described && !editing && (
        <dl className={classes.ladder}>
          {LADDER.map((value) => (
            <div key={value}>
              <dt>
                <span className={classes.value}>{signed(value)}</span> {t(`steps.names.${stepName(value)}`)}
              </dt>
              <dd>
                {goal.steps[value + 2] ? (
                  <LongText text={goal.steps[value + 2] ?? ''} />
                ) : (
                  <Text c="dimmed">{t('steps.none')}</Text>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

function StepsForm({ goal, onDone }: { goal: Goal; onDone: () => void }) {
  const { t } = useTranslation('goal-page');
  const form = useForm({
    schema: goalRoutes.edit.body.pick({ steps: true }),
    read: (fields) => ({ steps: STEPS.map((value) => fields.get(`step${value}`)) }),
    async submit({ steps = [] }) {
      await saveSteps(goal, steps);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        {LADDER.map((value, index) => (
          <Textarea
            key={value}
            name={`step${value}`}
            label={`${signed(value)} · ${t(`steps.names.${stepName(value)}`)}`}
            defaultValue={goal.steps[value + 2]}
            autosize
            minRows={2}
            maxLength={1000}
            autoFocus={index === 0}
          />
        ))}
        <FormEnd form={form} act={t('steps.save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
