import { Button, Group } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Evaluation } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { readersOf } from './readers.ts';
import classes from './Reports.module.css';
import { SignPart } from './SignPart.tsx';
import { WithdrawPart } from './WithdrawPart.tsx';

interface Props {
  trajectory: Trajectory;
  evaluation: Evaluation;
}

/** The written report: whether it was agreed, what stands with its readers, and the way to sign another. */
export function ReportSection({ trajectory, evaluation }: Props) {
  const { t, i18n } = useTranslation('reports');
  const [reading, setReading] = useState(false);
  const { versions, agreed, changedSince } = evaluation;
  const released = versions.find(({ state }) => state === 'released');
  const earlier = versions.filter((version) => version !== released);
  const names = readersOf(trajectory, i18n.language) || t('share.someone');
  const when = (instant: string): string => instantText(instant, i18n.language);
  const writes = mayTrajectory('write_report', trajectory);
  const inTime = trajectory.phase === 'final_evaluation';
  return (
    <Section title={t('report.title')}>
      {!agreed && <p className={classes.words}>{t('report.notAgreed')}</p>}
      {agreed && !inTime && writes && <p className={classes.words}>{t('report.tooEarly')}</p>}
      {released && (
        <>
          <p className={classes.words}>{t('report.reads', { names, when: when(released.signedAt) })}</p>
          {changedSince && <p className={classes.words}>{t('report.changedSince')}</p>}
          <Group mt="sm">
            <LinkButton
              to={paths.report(trajectory.id)}
              variant="default"
              leftSection={<IconFileText size={18} aria-hidden="true" />}
            >
              {t('report.open')}
            </LinkButton>
            {mayTrajectory('withdraw_report', trajectory) && (
              <WithdrawPart trajectoryId={trajectory.id} reportId={released.id} names={names} />
            )}
          </Group>
        </>
      )}
      {agreed && !released && <p className={classes.words}>{t('report.nobodyReads', { names })}</p>}
      {agreed && !reading && (
        <Button mt="sm" variant={released && !changedSince ? 'default' : 'filled'} onClick={() => setReading(true)}>
          {t('report.preview')}
        </Button>
      )}
      {reading && (
        <SignPart
          trajectory={trajectory}
          names={names}
          signs={agreed && inTime && writes}
          openSuggestions={evaluation.suggestions.filter(({ state }) => state === 'open').length}
          onDone={() => setReading(false)}
        />
      )}
      {earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>{t('report.earlier', { count: earlier.length })}</summary>
          <ul>
            {earlier.map(({ id, number, signedName, signedAt, state, endedAt }) => (
              <li key={id}>
                {t(state === 'withdrawn' ? 'report.wasWithdrawn' : 'report.wasReplaced', {
                  ...{ number, name: signedName, signed: when(signedAt), ended: endedAt === null ? '' : when(endedAt) },
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
