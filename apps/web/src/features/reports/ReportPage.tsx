import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { reportRoutes } from '@lesblik/shared/reports';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { addressOf } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { asLanguage, instantText } from '../../ui/format.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ownZone } from '../talks/talk-words.ts';
import { trajectoryQuery } from '../trajectories/queries.ts';
import { useTrajectoryNews } from '../trajectories/use-trajectory-news.ts';
import { releasedQuery } from './queries.ts';
import { ReportBody } from './ReportBody.tsx';
import classes from './Reports.module.css';

/** The released report, for everybody with a part in the trajectory; gone at once when it is withdrawn. */
export function ReportPage() {
  const { t, i18n } = useTranslation('reports');
  const { trajectoryId } = useParams<{ trajectoryId: string }>();
  const { data: trajectory } = useSuspenseQuery(trajectoryQuery(trajectoryId));
  const { data: report } = useSuspenseQuery(releasedQuery(trajectoryId));
  useTrajectoryNews(trajectoryId);
  const pdf = addressOf(
    reportRoutes.pdf.path,
    { trajectoryId },
    {
      language: asLanguage(i18n.language),
      timeZone: ownZone(),
    },
  );
  return (
    <Page width="reading">
      <header>
        <BackLink to={paths.trajectory(trajectoryId)} title={trajectory.title} />
        <Group justify="space-between">
          <PageTitle title={t('report.pageTitle')} />
          {report && (
            <Button
              component="a"
              href={pdf}
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden="true" />}
            >
              {t('report.pdf')}
            </Button>
          )}
        </Group>
      </header>
      <div role="status">{!report && <EmptyPage picture="people" text={t('report.none')} />}</div>
      {report && (
        <article className={classes.paper}>
          <ReportBody content={report.content} />
          <p className={classes.signature}>
            {t('report.signedBy', { name: report.signedName, when: instantText(report.signedAt, i18n.language) })}
          </p>
        </article>
      )}
    </Page>
  );
}
