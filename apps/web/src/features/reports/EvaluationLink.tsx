import { Group } from '@mantine/core';
import { IconFileText, IconPencil } from '@tabler/icons-react';
import type { TrajectoryOverview } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Reports.module.css';

interface Props {
  overview: TrajectoryOverview;
  /** Writing it is what the page asks for now. */
  primary: boolean;
}

/** On a trajectory's page: the way to the final evaluation for the two who write it, and to the report for all who may read it. */
export function EvaluationLink({ overview, primary }: Props) {
  const { t, i18n } = useTranslation('reports');
  const { trajectory, report: released } = overview;
  const inside = overview.inside !== null;
  const begun = trajectory.phase === 'final_evaluation' || trajectory.phase === 'closed';
  if (released === null && !(inside && begun)) return null;
  return (
    <Section title={inside ? t('title') : t('report.pageTitle')}>
      {inside && <p className={classes.words}>{t('link.about')}</p>}
      {released && (
        <p className={classes.words}>
          {t('report.signedBy', { name: released.signedName, when: instantText(released.signedAt, i18n.language) })}
        </p>
      )}
      <Group mt="sm">
        {inside && (
          <LinkButton
            to={paths.evaluation(trajectory.id)}
            variant={primary ? 'filled' : 'default'}
            leftSection={<IconPencil size={18} aria-hidden="true" />}
          >
            {t('link.open')}
          </LinkButton>
        )}
        {released && (
          <LinkButton
            to={paths.report(trajectory.id)}
            variant="default"
            leftSection={<IconFileText size={18} aria-hidden="true" />}
          >
            {t('report.open')}
          </LinkButton>
        )}
      </Group>
    </Section>
  );
}
