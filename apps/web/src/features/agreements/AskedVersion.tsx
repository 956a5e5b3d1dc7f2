import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { AgreementVersion } from '@lesblik/shared/agreements';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { acceptAgreement, refuseAgreement, withdrawAgreement } from './acts.ts';
import classes from './AgreementsSection.module.css';
import { VersionText } from './VersionText.tsx';

const Refusal = z.object({ answer: z.string().max(1000) });

interface Props {
  version: AgreementVersion;
  /** Another version holds until both accept this one. */
  changes: boolean;
  trajectory: Trajectory;
}

/** A version that waits for an answer: of the reader, or of the other. */
export function AskedVersion({ version, changes, trajectory }: Props) {
  const { t } = useTranslation(['agreements', 'common']);
  const me = useMe();
  const [refusing, setRefusing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const act = (work: Promise<void>): void => void work.catch(setProblem);
  const form = useForm({ schema: Refusal, submit: ({ answer }) => refuseAgreement(version, answer) });
  const { coachee, coach } = trajectory;
  const other = coachee.id === me.id ? coach : coachee;
  const { waitsForMe, proposedBy, ends } = version;
  const asks = ends ? 'asksEnd' : changes ? 'asksChange' : 'asks';
  const mayAgree = mayTrajectory('agree', trajectory);
  return (
    <div className={classes.asked} data-mine={waitsForMe || undefined}>
      <Text size="sm">{waitsForMe ? t(asks, { name: proposedBy.name }) : t('waits', { name: other.name })}</Text>
      <VersionText version={version} />
      <ProblemAlert error={problem} />
      {mayAgree && waitsForMe && !refusing && (
        <Group mt="sm">
          <Button onClick={() => act(acceptAgreement(version))}>{t('accept')}</Button>
          <Button variant="default" onClick={() => setRefusing(true)}>
            {t('refuse')}
          </Button>
        </Group>
      )}
      {mayAgree && waitsForMe && refusing && (
        <form onSubmit={form.onSubmit} noValidate>
          <Stack mt="sm">
            <Textarea
              name="answer"
              label={`${t('why')} (${t('common:optional')})`}
              autosize
              minRows={2}
              maxLength={1000}
              autoFocus
            />
            <FormEnd form={form} act={t('sendRefusal')} onCancel={() => setRefusing(false)} />
          </Stack>
        </form>
      )}
      {mayAgree && proposedBy.id === me.id && (
        <Group mt="sm">
          <Button variant="default" onClick={() => act(withdrawAgreement(version))}>
            {t('withdraw')}
          </Button>
        </Group>
      )}
    </div>
  );
}
