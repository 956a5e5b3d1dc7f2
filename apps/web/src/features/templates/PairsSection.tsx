import { Button, Group, Stack, Text } from '@mantine/core';
import { coachChangeRoutes, type CoachedPair } from '@lesblik/shared/coach-changes';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { dayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { RefusalText } from '../coach-changes/RefusalText.tsx';
import { PersonField } from '../trajectories/PersonField.tsx';
import { colleaguesQuery } from '../trajectories/list-queries.ts';
import { pairsQuery } from './queries.ts';
import classes from './TemplatesPage.module.css';

/** Who coaches whom, for the administrator to give another coach when one has left. Nothing of the trajectory itself. */
export function PairsSection({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('templates');
  const { data, error } = useQuery(pairsQuery(organisationId));
  return (
    <Section title={t('pairs.title')} anchor="pairs">
      <Text c="dimmed" mb="xs">
        {t('pairs.intro')}
      </Text>
      <ProblemAlert error={error} />
      {data?.length === 0 && <Text>{t('pairs.none')}</Text>}
      <ul className={classes.pairs}>
        {data?.map((pair) => (
          <PairItem key={pair.trajectoryId} organisationId={organisationId} pair={pair} />
        ))}
      </ul>
    </Section>
  );
}

function PairItem({ organisationId, pair }: { organisationId: string; pair: CoachedPair }) {
  const { t, i18n } = useTranslation(['templates', 'trajectories']);
  const [choosing, setChoosing] = useState(false);
  const { coach, coachee, coachLeft, wished, refusal, endsOn } = pair;
  const withdraw = async (changeId: string): Promise<void> => {
    await call(coachChangeRoutes.withdraw, { params: { changeId } });
    await queryClient.invalidateQueries({ queryKey: ['pairs'] });
    say(t('trajectories:coach.withdrawn'));
  };
  return (
    <li>
      <div className={classes.pair}>
        <div>
          <Text>
            {t('pairs.line', { coach: coach.name, coachee: coachee.name, day: dayText(endsOn, i18n.language) })}
          </Text>
          {coachLeft && <Text fw={600}>{t('pairs.left', { name: coach.name })}</Text>}
          {wished && (
            <Text>
              {t(wished.left ? 'pairs.wishedLeft' : `pairs.${wished.state}`, {
                name: wished.name,
                coachee: coachee.name,
              })}
            </Text>
          )}
          {refusal && <RefusalText refusal={refusal} />}
        </div>
        {!choosing && (
          <Group>
            {wished && (
              <Button
                variant="default"
                aria-label={t('pairs.withdrawOf', { name: coachee.name })}
                onClick={() => void withdraw(wished.changeId).catch(sayProblem)}
              >
                {t('trajectories:coach.withdraw')}
              </Button>
            )}
            <Button
              variant={coachLeft ? 'filled' : 'default'}
              aria-label={t('pairs.replaceOf', { name: coachee.name })}
              onClick={() => setChoosing(true)}
            >
              {t('pairs.replace')}
            </Button>
          </Group>
        )}
      </div>
      {choosing && <ChooseCoach organisationId={organisationId} pair={pair} onDone={() => setChoosing(false)} />}
    </li>
  );
}

interface ChooseProps {
  organisationId: string;
  pair: CoachedPair;
  onDone: () => void;
}

function ChooseCoach({ organisationId, pair: { trajectoryId, coach, coachee }, onDone }: ChooseProps) {
  const { t } = useTranslation(['templates', 'trajectories', 'common']);
  const colleagues = useQuery(colleaguesQuery(organisationId)).data ?? [];
  const people = colleagues.filter(({ id }) => id !== coach.id && id !== coachee.id);
  const form = useForm({
    schema: coachChangeRoutes.replace.body,
    async submit(body) {
      await call(coachChangeRoutes.replace, { params: { organisationId, trajectoryId }, body });
      await queryClient.invalidateQueries({ queryKey: ['pairs'] });
      say(t('pairs.done', { name: people.find(({ id }) => id === body.coachId)?.name ?? '' }));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack pb="md">
        <PersonField
          name="coachId"
          label={t('pairs.who')}
          description={t('pairs.note', { name: coachee.name })}
          people={people}
          empty={t('trajectories:form.choose')}
          error={form.error('coachId')}
        />
        <FormEnd form={form} act={t('pairs.do')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
