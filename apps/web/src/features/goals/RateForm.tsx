import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import type { Goal } from '@lesblik/shared/goals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { type ChosenMoment, MomentChoice } from '../talks/MomentChoice.tsx';
import { rate } from './acts.ts';
import classes from './GoalPage.module.css';
import { LADDER, signed, stepName } from './progress.ts';

const First = goalProgressRoutes.rate.body;
const Later = First.refine(({ seen, evidence }) => seen !== '' || evidence !== null, { path: ['seen'] });
const MOST_WORDS = 200;
const short = (text: string): string => (text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS).trimEnd()}…` : text);

interface Props {
  goal: Goal;
  /** From the second time on a moment is asked for, or words. */
  later: boolean;
  onDone: () => void;
}

export function RateForm({ goal, later, onDone }: Props) {
  const { t } = useTranslation('goal-page');
  const [showing, setShowing] = useState(later);
  const [chosen, setChosen] = useState<ChosenMoment>();
  const form = useForm({
    schema: later ? Later : First,
    read(fields) {
      const value = fields.get('value');
      return {
        value: value === null ? undefined : Number(value),
        seen: fields.get('seen'),
        evidence: chosen ? { recordingId: chosen.recordingId, commentId: chosen.commentId, ...chosen.moment } : null,
      };
    },
    async submit(rating) {
      await rate(goal, rating);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form}>
      <Stack>
        <Radio.Group name="value" label={t('progress.which')} error={form.error('value') && t('progress.choose')}>
          <Stack gap="sm" mt="xs">
            {LADDER.map((value) => (
              <Radio
                key={value}
                value={String(value)}
                label={`${signed(value)} · ${short(goal.steps[value + 2] || t(`steps.names.${stepName(value)}`))}`}
              />
            ))}
          </Stack>
        </Radio.Group>
        {later && <Text>{t('progress.seenLater')}</Text>}
        {showing && <MomentChoice trajectoryId={goal.trajectoryId} onChange={setChosen} />}
        <Group>
          <Button
            variant="default"
            onClick={() => {
              setShowing(!showing);
              setChosen(undefined);
            }}
          >
            {t(showing ? 'progress.withoutMoment' : 'progress.withMoment')}
          </Button>
        </Group>
        <Textarea
          name="seen"
          label={t('progress.seen')}
          autosize
          minRows={2}
          maxLength={5000}
          error={form.error('seen') && t('progress.needs')}
        />
        <FormEnd form={form} act={t('progress.save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
